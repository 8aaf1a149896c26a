import { defineConfig } from "vitest/config"

/** `fast` needs no server and runs before every commit; `stores` starts real stores and servers. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "fast", include: ["test/*.test.ts", "test/{domain,http}/**/*.test.ts"], isolate: false } },
      { extends: true, test: { name: "stores", include: ["test/{adapters,runtimes,scenarios,faults}/**/*.test.ts"] } }
    ]
  }
})
