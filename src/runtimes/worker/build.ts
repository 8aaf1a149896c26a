import client from "@aws-sdk/client-dynamodb/package.json" with { type: "json" }
import { mkdir, writeFile } from "node:fs/promises"
import { bundleSource } from "../bundle/source.ts"
import { writeDocsAssets } from "../docs/assets.ts"

// What wrangler takes from here: it runs this before it bundles.
await mkdir("dist/source", { recursive: true })
await Promise.all([
  // All that the DynamoDB client wants of its description.
  writeFile("dist/source/dynamodb-client.json", JSON.stringify({ version: client.version })),
  bundleSource("src/runtimes/worker.ts", "dist/source/worker.js"),
  writeDocsAssets("dist/docs")
])
