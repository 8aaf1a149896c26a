// Runs after `npm install`. Without git, or outside of a clone (a tarball, a package of someone's), there is nothing to do.
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"

if (existsSync(".git")) spawnSync("git", ["config", "core.hooksPath", ".githooks"])
