/** Whether the server has GraphiQL beside this page: it says so in the page. */
export const hasGraphiql = document.documentElement.dataset['graphiql'] !== 'off';
