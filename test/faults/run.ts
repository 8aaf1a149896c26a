import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import packageJson from "../../package.json" with { type: "json" }

const usage = `npm run test:faults -- [--long] [--only F1,F3] [--seed N]

Plays the faults with real processes and real stores.
  --long   the sizes of the long run instead of those of CI; prints a summary for docs/reliability.md
  --only   some of F1, F3, F4, F9, F10
  --seed   plays the same schedule again, as far as processes can`

const files: Readonly<Record<string, string>> = {
  F1: "kill",
  F3: "postgres",
  F4: "dynamodb",
  F9: "backlog",
  F10: "stop"
}

const { values } = parseArgs({
  options: {
    long: { type: "boolean" },
    only: { type: "string" },
    seed: { type: "string" },
    help: { type: "boolean" }
  }
})
const only = values.only?.split(",") ?? Object.keys(files)
if (values.help === true || !only.every((fault) => fault in files)) {
  console.log(usage)
  process.exit(values.help === true ? 0 : 2)
}

const folder = await mkdtemp(join(tmpdir(), "tsa-faults-"))
const path = join(folder, "figures")
const seed = values.seed ?? `${Math.floor(Math.random() * 2 ** 31)}`
const began = performance.now()
let failed = 0
// One after the other: each has the processors to itself.
for (const fault of only) {
  const test = spawn("npx", ["vitest", "run", "--project", "stores", `test/faults/${files[fault]}.test.ts`], {
    stdio: "inherit",
    env: {
      ...process.env,
      SEED: seed,
      FAULTS_REPORT: path,
      ...(values.long === true && { FAULTS: "long" })
    }
  })
  const [code] = await once(test, "exit") as [number | null]
  failed += code === 0 ? 0 : 1
}

const words = process.argv.slice(2).join(" ")
const processors = cpus()
const minutes = Math.ceil((performance.now() - began) / 60_000)
const figures = (() => {
  try {
    return readFileSync(path, "utf8").trim()
  } catch {
    return ""
  }
})()
await rm(folder, { recursive: true, force: true })
console.log([
  "",
  `npm run test:faults${words === "" ? "" : ` -- ${words}`}`,
  `${new Date().toISOString().slice(0, 10)}, ${processors.length} × ${
    processors[0]?.model.trim()
  }, Node ${process.version}, ` +
  `${packageJson.name} ${packageJson.version}, seed ${seed}, ${minutes} minutes, ${
    only.length - failed
  } of ${only.length} passed`,
  "",
  figures
].join("\n"))
process.exit(failed === 0 ? 0 : 1)
