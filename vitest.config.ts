import { defineConfig } from "vitest/config"

const everyStore = ["test/{adapters,runtimes,scenarios,faults,simulation,mutants}/**/*.test.ts"]

/** What `npm test` plays on real stores and leaves to nobody else. */
const contracts = [
  "test/adapters/**/*.test.ts",
  "test/scenarios/four-scenarios.test.ts",
  "test/runtimes/transcript/*.test.ts",
  "test/runtimes/{lambda,worker}/main-job.test.ts",
  "test/runtimes/readme.test.ts"
]

/** What it plays small, and `npm run test:all` at full size. */
const sized = ["test/faults/{kill,postgres,dynamodb,model-runs}.test.ts", "test/simulation/simulation.test.ts"]

const bundled = "test/runtimes/bundled-node.ts"

/**
 * `fast` needs no server, whatever its folder, and runs before every commit. `stores` and `full` start real stores and servers, or play
 * for long: together they are all the rest, the sized ones twice.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: "test/log-scan/whole-run.ts",
    setupFiles: "test/log-scan/capture.ts",
    projects: [
      { extends: true, test: { name: "fast", include: ["test/**/*.test.ts"], exclude: everyStore, isolate: false } },
      {
        extends: true,
        test: { name: "stores", include: [...contracts, ...sized], env: { SIZE: "smoke" }, globalSetup: bundled }
      },
      { extends: true, test: { name: "full", include: everyStore, exclude: contracts, globalSetup: bundled } }
    ]
  }
})
