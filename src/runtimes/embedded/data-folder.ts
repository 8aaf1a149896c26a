import { Effect, Schema } from "effect"
import { randomUUID } from "node:crypto"
import { link, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"

/** Another kind of store wrote the folder, and this one cannot read it. */
export class EngineChanged extends Schema.TaggedError<EngineChanged>()("EngineChanged", {
  folder: Schema.String,
  store: Schema.String,
  recorded: Schema.String,
  found: Schema.String
}) {
  override get message() {
    const { folder, found, recorded, store } = this
    return `${folder} holds a ${store} store of ${recorded}, but here is ${found}. Choose another DATA_DIR.`
  }
}

/** Makes a file once and returns its content: whoever comes second reads what the first one wrote. */
export const madeOnce = async (path: string, make: () => Promise<unknown>): Promise<unknown> => {
  const existing = await readFile(path, "utf8").catch(() => undefined)
  if (existing !== undefined) return JSON.parse(existing)
  const aside = `${path}.${randomUUID()}.part`
  await writeFile(aside, JSON.stringify(await make()), { mode: 0o600 })
  await link(aside, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error
  })
  await rm(aside)
  return JSON.parse(await readFile(path, "utf8"))
}

/** Fails when the folder's store was made with another engine. */
export const sameEngine = Effect.fnUntraced(function*(folder: string, store: "workflow" | "postgres", found: string) {
  const recorded = yield* Effect.promise(() => madeOnce(join(folder, `${store}.engine.json`), async () => found))
  if (recorded !== found) return yield* new EngineChanged({ folder, store, recorded: String(recorded), found })
})

export const mailboxOf = (folder: string): string => join(folder, "mailbox")
