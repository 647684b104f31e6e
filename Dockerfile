FROM node:22-alpine AS build
WORKDIR /dragoman
COPY package.json package-lock.json .npmrc ./
# The sources that `prepare` compiles are not here yet.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY languages ./languages
COPY models ./models
COPY src ./src
COPY explorer ./explorer
# SQLite is there for glibc and for musl, which its packages do not tell npm apart by: here is musl.
RUN npm run build && npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@libsql/*-gnu

FROM node:22-alpine
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DRAGOMAN_DATA=/data
WORKDIR /dragoman
COPY package.json LICENSE ./
COPY languages ./languages
COPY models ./models
COPY seeds ./seeds
COPY --from=build /dragoman/node_modules ./node_modules
COPY --from=build /dragoman/dist ./dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
# Whether the process runs; docker-compose.yml asks /ready instead, as wherever requests are routed by it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Without a shell or npm around it, so that SIGTERM reaches the server.
ENTRYPOINT ["node", "dist/main.js"]
CMD ["serve"]
