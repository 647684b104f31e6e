/** What a reader does with the page. */
import type { Page } from 'playwright-core';

/** Looks for a name and takes what is found best. */
export async function search(page: Page, name: string): Promise<void> {
  await page.locator('#search-field').fill(name);
  await found(page).click();
}

/** What was found best, in the list below the search field. */
export const found = (page: Page) => page.locator('#search-field-list [role="option"]').first();

/** Fills a field of a form with the entity that is found best. */
export async function pick(page: Page, field: string, name: string): Promise<void> {
  await page.locator(`#${field}`).fill(name);
  await page.locator(`#${field}-list [role="option"]`).first().click();
}

/** How many entities the table has. @param name of the table, in the language of the page */
export function rows(page: Page, name = 'Entities'): Promise<number> {
  return page.locator(`[aria-label="${name}"] tbody > tr:not(.inner)`).count();
}
