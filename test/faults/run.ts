import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import packageJson from "../../package.json" with { type: "json" }

const usage = `npm run test:faults -- [--long] [--only F1,F3] [--seed N]

Plays the faults of docs/reliability.md, file by file, and prints a summary.
  --long   the sizes of the long run instead of those of CI
  --only   some of them
  --seed   plays the same schedule again, as far as processes can`

/** The tests in this folder that play each fault. */
const tests: Readonly<Record<string, ReadonlyArray<string>>> = {
  F1: ["kill"],
  F2: ["crash-points"],
  F3: ["postgres"],
  F4: ["dynamodb", "model-runs"],
  F5: ["model-runs"],
  F6: ["model-runs"],
  F7: ["model-runs"],
  F8: ["poison"],
  F9: ["backlog"],
  F10: ["stop"],
  F12: ["edits"]
}

const { values } = parseArgs({
  options: {
    long: { type: "boolean" },
    only: { type: "string" },
    seed: { type: "string" },
    help: { type: "boolean" }
  }
})
const wanted = values.only?.split(",") ?? Object.keys(tests)
if (values.help === true || !wanted.every((fault) => fault in tests)) {
  console.log(usage)
  process.exit(values.help === true ? 0 : 2)
}

const seed = values.seed ?? `${Math.floor(Math.random() * 2 ** 31)}`
const folder = await mkdtemp(join(tmpdir(), "tsa-faults-"))
const figures = join(folder, "figures")
const suffix = ".test.ts"
const names = (await readdir(import.meta.dirname))
  .filter((name) => name.endsWith(suffix))
  .map((name) => name.slice(0, -suffix.length))
  .filter((name) => values.only === undefined || wanted.some((fault) => tests[fault]?.includes(name)))

/** Runs one test. Tests run one after the other, so that each has the processors to itself. */
const play = async (name: string) => {
  const began = performance.now()
  const test = spawn("npx", ["vitest", "run", "--project", "full", `test/faults/${name}${suffix}`], {
    stdio: "inherit",
    env: { ...process.env, SEED: seed, FAULTS_REPORT: figures, ...(values.long === true && { FAULTS: "long" }) }
  })
  const [code] = await once(test, "exit") as [number | null]
  return { name, isGood: code === 0, seconds: Math.round((performance.now() - began) / 1000) }
}

const played: Array<Awaited<ReturnType<typeof play>>> = []
for (const name of names) played.push(await play(name))

const words = process.argv.slice(2).join(" ")
const processors = cpus()
console.log([
  "",
  `npm run test:faults${words === "" ? "" : ` -- ${words}`}`,
  `${new Date().toISOString().slice(0, 10)}, ${processors.length} × ${
    processors[0]?.model.trim()
  }, Node ${process.version}, ` +
  `${packageJson.name} ${packageJson.version}, seed ${seed}`,
  "",
  ...played.map(({ isGood, name, seconds }) => `${name} ${isGood ? "passed" : "FAILED"} in ${seconds} s`),
  "",
  (await readFile(figures, "utf8").catch(() => "")).trim()
].join("\n"))
await rm(folder, { recursive: true, force: true })
process.exit(played.length > 0 && played.every(({ isGood }) => isGood) ? 0 : 1)
