import { bundleForNode } from "./for-node.ts"

await bundleForNode("dist/node")
