import { mkdir, mkdtemp, rm } from "node:fs/promises"
import { join } from "node:path"
import { bundleForNode } from "../../src/runtimes/bundle/for-node.ts"

let folder: string | undefined

/** Before a run of tests that start processes: bundles what the image runs, so that no process loads a thousand modules. */
export const setup = async () => {
  await mkdir("dist", { recursive: true })
  folder = await mkdtemp(join("dist", "node-under-test-"))
  process.env["TSA_TEST_NODE"] = folder
  await bundleForNode(folder)
}

export const teardown = async () => {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
}

/** Returns the path of the service or of its commands, as the image runs them. */
export const bundled = (program: "node" | "cli"): string => join(process.env["TSA_TEST_NODE"] ?? "", `${program}.js`)
