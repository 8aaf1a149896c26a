import { choose } from "./cli/choose.ts"

const chosen = await choose(process.argv.slice(2))
if ("code" in chosen) {
  process.stdout.write(chosen.stdout)
  process.stderr.write(chosen.stderr)
  process.exit(chosen.code)
}
// Files that it and its stores write are for its user alone.
process.umask(0o077)
// Only now is anything loaded that a command needs.
const { runChosen } = await import("./cli/run.ts")
process.exit(await runChosen(chosen, process.env))
