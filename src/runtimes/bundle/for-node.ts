import { build } from "esbuild"
import { rm } from "node:fs/promises"
import { nodeModule } from "./node-module.ts"

/** These read files of their own at run time, and so stay packages. */
const external = ["@electric-sql/pglite", "dynalite", "swagger-ui-dist"]

/**
 * Bundles the Node service (`node.js`) and its commands (`cli.js`) into `folder`, which must lie as deep in the project as their sources
 * do: both find the migrations from there.
 */
export const bundleForNode = async (folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true })
  await build({
    ...nodeModule,
    entryPoints: ["src/runtimes/node.ts", "src/runtimes/cli.ts"],
    outdir: folder,
    external
  })
}
