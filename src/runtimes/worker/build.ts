import { bundleSource } from "../bundle/source.ts"
import { writeDocsAssets } from "../docs/assets.ts"

// What wrangler takes from here: it runs this before it bundles.
await Promise.all([
  bundleSource("src/runtimes/worker.ts", "dist/source/worker.js"),
  writeDocsAssets("dist/docs")
])
