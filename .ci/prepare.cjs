// After `npm ci`, on whatever Node runs the scripts: syntax that an old one reads too.
const { spawnSync } = require("node:child_process")
const { existsSync } = require("node:fs")

const [major, minor] = process.versions.node.split(".").map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `Node ${process.versions.node} is too old to run this project: it needs 22.19 or newer. npm installs Node 24 with it on Linux ` +
      "(x64, arm64) and Windows (x64); here please install one yourself (.nvmrc says which), and run npm ci again."
  )
  process.exit(1)
}
if (existsSync(".git")) spawnSync("git", ["config", "core.hooksPath", ".githooks"])
