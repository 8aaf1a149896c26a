import { choose } from "./cli/choose.ts"

const chosen = await choose(process.argv.slice(2))
if ("code" in chosen) {
  process.stdout.write(chosen.stdout)
  process.stderr.write(chosen.stderr)
  process.exit(chosen.code)
}
// What it writes, its own and its stores', is for its user alone.
process.umask(0o077)
// Only now is anything loaded that a command stands on.
const { runChosen } = await import("./cli/run.ts")
process.exit(await runChosen(chosen, process.env))
