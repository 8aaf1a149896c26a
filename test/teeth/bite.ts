import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { type Bug, bugs } from "./bugs.ts"

/** What became of one deliberate bug: by which violation the simulation saw it, and in which seed. */
export interface Bite {
  readonly bug: string
  readonly seeds?: number
  readonly violation?: string
}

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url))

const bite = async ({ name }: Bug): Promise<Bite> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", path("./plant.ts"), path("./until-caught.ts")],
    { env: { ...process.env, BUG: name, NODE_OPTIONS: "" } }
  )
  return { bug: name, ...(stdout === "" ? {} : JSON.parse(stdout) as Bite) }
}

/** All of them, each in a process of its own, two at a time. */
export const biteAll = async (): Promise<ReadonlyArray<Bite>> => {
  const waiting = [...bugs]
  const bites: Array<Bite> = []
  const work = async () => {
    for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) bites.push(await bite(bug))
  }
  await Promise.all([work(), work()])
  return bites
}
