import { Effect, Schema } from "effect"
import { randomUUID } from "node:crypto"
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { ownFolder } from "./own-folder.ts"
import { isRunning, startOf } from "./process.ts"

/** What the holder of a data folder says about itself, for the next holder. */
export interface Holder {
  readonly pid: number
  /** When the process started, in the kernel's ticks. It distinguishes the process from a later one with the same pid. */
  readonly start: string | undefined
  readonly base?: string
  readonly dynamodb?: {
    readonly engine: string
    readonly endpoint: string
    readonly pid?: number
    readonly path?: string
  }
}

/** Another process works on this folder. */
export class FolderInUse extends Schema.TaggedError<FolderInUse>()("FolderInUse", {
  folder: Schema.String,
  pid: Schema.Int,
  /** Where that process serves, once it does. */
  base: Schema.UndefinedOr(Schema.String)
}) {
  override get message() {
    const where = this.base === undefined ? "" : `, which serves at ${this.base}`
    return `${this.folder} is in use by process ${this.pid}${where}. Stop it first, or choose another DATA_DIR.`
  }
}

interface Turn {
  readonly number: number
  readonly holder: Holder | undefined
}

const fileOf = (folder: string, number: number) => join(folder, "lock", `${number}.json`)

/** Turns are numbered upwards and the highest counts. A released turn stays until the next is taken. */
const lastTurn = async (folder: string): Promise<Turn> => {
  const names = await readdir(join(folder, "lock")).catch(() => [])
  const number = Math.max(0, ...names.map((name) => Number(/^(\d+)\.json$/.exec(name)?.[1] ?? 0)))
  if (number === 0) return { number, holder: undefined }
  const text = await readFile(fileOf(folder, number), "utf8").catch(() => "null")
  return { number, holder: (JSON.parse(text) as Holder | null) ?? undefined }
}

/** Takes a turn in one step: writes the file aside, then links it into its place, which fails where somebody else was faster. */
const take = async (folder: string, number: number, holder: Holder | null, over: boolean): Promise<boolean> => {
  const aside = join(folder, "lock", `${randomUUID()}.part`)
  await writeFile(aside, JSON.stringify(holder), { mode: 0o600 })
  if (over) {
    await rename(aside, fileOf(folder, number))
    return true
  }
  try {
    await link(aside, fileOf(folder, number))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false
    throw error
  } finally {
    await rm(aside, { force: true })
  }
}

/** Returns who works on the folder now, if anybody does. */
export const currentHolder = async (folder: string): Promise<Holder | undefined> => {
  const { holder } = await lastTurn(folder)
  return holder !== undefined && isRunning(holder.pid, holder.start) ? holder : undefined
}

export interface Lock {
  /** The previous holder, if it died without releasing the folder. */
  readonly abandonedBy: Holder | undefined
  /** Tells the others more about this holder. */
  readonly describe: (more: Pick<Holder, "base" | "dynamodb">) => Effect.Effect<void>
}

const acquire = async (
  folder: string
): Promise<{ readonly number: number; readonly before: Holder | undefined } | Holder> => {
  await mkdir(join(folder, "lock"), { recursive: true, mode: 0o700 })
  for (;;) {
    const { holder, number } = await lastTurn(folder)
    if (holder !== undefined && isRunning(holder.pid, holder.start)) return holder
    const mine = { pid: process.pid, start: startOf(process.pid) }
    if (!await take(folder, number + 1, mine, false)) continue
    // A number is free again long after its turn is over: a process that slept between reading and linking finds a later turn here.
    if ((await lastTurn(folder)).number > number + 1) {
      await rm(fileOf(folder, number + 1), { force: true })
      continue
    }
    if (number > 0) await rm(fileOf(folder, number), { force: true })
    return { number: number + 1, before: holder }
  }
}

/**
 * Locks the folder for this process alone, until the scope ends. Takes over a folder whose holder died, and fails when another process
 * holds it.
 */
export const lockFolder = (folder: string) =>
  Effect.acquireRelease(
    Effect.gen(function*() {
      yield* ownFolder(folder)
      const taken = yield* Effect.promise(() => acquire(folder))
      if ("pid" in taken) return yield* new FolderInUse({ folder, pid: taken.pid, base: taken.base })
      return taken
    }),
    ({ number }) => Effect.promise(() => take(folder, number, null, true))
  ).pipe(Effect.map(({ before, number }): Lock => {
    let self: Holder = { pid: process.pid, start: startOf(process.pid) }
    return {
      abandonedBy: before,
      describe: (more) =>
        Effect.promise(async () => {
          self = { ...self, ...more }
          await take(folder, number, self, true)
        })
    }
  }))
