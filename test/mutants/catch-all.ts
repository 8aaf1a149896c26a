import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { type Mutant, mutants } from "./all.ts"

/** What became of one mutant: the violation by which the simulation saw it, and the seed. */
export interface Caught {
  readonly mutant: string
  readonly seeds?: number
  readonly violation?: string
}

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url))

const catchOne = async ({ name }: Mutant): Promise<Caught> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", path("./plant.ts"), path("./until-caught.ts")],
    { env: { ...process.env, MUTANT: name, NODE_OPTIONS: "" } }
  )
  return { mutant: name, ...(stdout === "" ? {} : JSON.parse(stdout) as Caught) }
}

/** Plays all mutants, each in its own process, two at a time. */
export const catchAll = async (): Promise<ReadonlyArray<Caught>> => {
  const waiting = [...mutants]
  const caught: Array<Caught> = []
  const work = async () => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      caught.push(await catchOne(mutant))
    }
  }
  await Promise.all([work(), work()])
  return caught
}
