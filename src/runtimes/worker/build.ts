import { bundleSource } from "../bundle/source.ts"
import { writeDocsAssets } from "../docs/assets.ts"

// wrangler runs this before it bundles, and takes its input from here.
await Promise.all([
  bundleSource("src/runtimes/worker.ts", "dist/source/worker.js"),
  writeDocsAssets("dist/docs")
])
