FROM node:22.23.2-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
COPY bench bench
RUN npm run build && rm -rf dist/bench dist/libs/testing dist/.tsbuildinfo
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:22.23.2-bookworm-slim
LABEL org.opencontainers.image.title="Redress" \
      org.opencontainers.image.description="A complaints engine that runs and proves a complaints process after ISO 10002" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"
# Nothing here installs anything; and a volume that is new has the owner of its place in the image.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn-* /usr/local/bin/yarn /usr/local/bin/yarnpkg \
 && install -d -o node -g node -m 700 /data
WORKDIR /app
COPY LICENSE NOTICE package.json ./
COPY bin bin
COPY deploy/is-ready.js deploy/eventstore-access.js deploy/
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
ENV NODE_ENV=production \
    REDRESS_DATA=/data \
    REDRESS_HOST=0.0.0.0
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "deploy/is-ready.js"]
ENTRYPOINT ["node", "bin/redress.js"]
CMD ["serve"]
