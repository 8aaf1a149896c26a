import { defineConfig } from "vitest/config"

const stores = ["test/{adapters,runtimes,scenarios,faults,simulation,mutants}/**/*.test.ts"]

/** `stores` starts real stores and servers, or plays for long; `fast` is all the rest, whatever its folder, and runs before every commit. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: "test/log-scan/whole-run.ts",
    setupFiles: "test/log-scan/capture.ts",
    projects: [
      { extends: true, test: { name: "fast", include: ["test/**/*.test.ts"], exclude: stores, isolate: false } },
      { extends: true, test: { name: "stores", include: stores, globalSetup: "test/runtimes/bundled-node.ts" } }
    ]
  }
})
