# One image for everything: `serve` by default, and every other command of faceid-tally.
# docker build -t faceid-tally .
FROM node:24.21.0-slim AS build
WORKDIR /src
COPY . .
RUN node scripts/bootstrap.mjs --lean pnpm build
RUN node scripts/bootstrap.mjs --lean pnpm --filter faceid-tally deploy --prod --legacy /app

FROM node:24.21.0-slim
ENV NODE_ENV=production
COPY --from=build /app /app
# The one place that is written to; settings are read from /data/faceid-tally.json.
RUN mkdir /data && chown node:node /data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 8080 8081
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/faceid-tally.js"]
CMD ["serve", "--host", "0.0.0.0", "--webhook-host", "0.0.0.0"]
