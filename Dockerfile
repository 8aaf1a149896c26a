# The Node service and its commands, bundled: they start several times sooner than from a thousand modules.
FROM node:24.21.0-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY drizzle ./drizzle
COPY src ./src
RUN npm run build:node
# Optional packages are Node for a checkout and the embedded DynamoDB: the image brings the one and has no use for the other.
RUN npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24.21.0-slim
ENV NODE_ENV=production
ENV HOST=0.0.0.0
ENV PORT=3000
ENV DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist/node ./dist/node
COPY package.json ./
COPY drizzle ./drizzle
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 3000
# Whether the process answers. Whether it should get requests is /health/ready: for the load balancer.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Its commands are beside it: `docker run … dist/node/cli.js migrate`.
ENTRYPOINT ["node"]
CMD ["--max-semi-space-size=16", "dist/node/node.js"]
