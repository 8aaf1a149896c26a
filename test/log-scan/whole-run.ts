import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { planted } from "./personal.ts"
import { scan } from "./scan.ts"

const control = "planted.log"
const shown = 20

let folder: string | undefined

/** Before a whole test run: makes a place for the output of all its processes. The first of the run's projects makes it. */
export const setup = async () => {
  if (process.env["TSA_TEST_LOGS"] !== undefined) return
  folder = await mkdtemp(join(tmpdir(), "tsa-test-logs-"))
  process.env["TSA_TEST_LOGS"] = folder
}

/** After the run: searches their output, and fails the run if it reveals something. */
export const teardown = async () => {
  if (folder === undefined) return
  delete process.env["TSA_TEST_LOGS"]
  await writeFile(join(folder, control), planted.map((text) => `{"a":"${text}"}\n`).join(""))
  const { lines, telling } = await scan(folder)
  const found = telling.filter(({ file }) => file !== control)
  if (telling.length - found.length !== planted.length) {
    throw new Error("the scan of the logs does not find what was planted")
  }
  if (found.length > 0) {
    const some = found.slice(0, shown).map(({ file, line }) => `${file}: ${line.slice(0, 400)}`)
    throw new Error(`${found.length} of ${lines} log lines tell of people (kept in ${folder}):\n${some.join("\n")}`)
  }
  await rm(folder, { recursive: true, force: true })
  console.log(`${lines - planted.length} log lines were scanned: none of them holds personal data.`)
}
