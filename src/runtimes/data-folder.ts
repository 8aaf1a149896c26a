import { Effect, Redacted, Schema } from "effect"
import { exportJWK, generateKeyPair, type JWK } from "jose"
import { randomBytes, randomUUID } from "node:crypto"
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Configuration } from "./configuration.ts"
import type { Keys } from "./keys.ts"

/** The folder was written by another kind of store, which cannot be read by this one. */
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

/** A file that is made once: whoever comes second reads what the first one wrote. */
const madeOnce = async (path: string, make: () => Promise<unknown>): Promise<unknown> => {
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

/** A new pair of keys, in the clear. */
export const newKeys = async () => {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true })
  return { signing: await exportJWK(privateKey), seal: randomBytes(32).toString("base64url") }
}

/** The folder's keys, made when they are first asked for. The folder is for its owner alone. */
export const keysOf = (folder: string) =>
  Effect.promise(async (): Promise<Keys> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const keys = await madeOnce(join(folder, "keys.json"), newKeys) as { readonly signing: JWK; readonly seal: string }
    return { signing: Redacted.make(keys.signing), seal: Redacted.make(keys.seal) }
  })

/** Keys of the configuration where it has them, else those of its data folder. */
export const keysInUse = Effect.fnUntraced(function*({ dataDir, sealKey, signingKey }: Configuration) {
  if (sealKey !== undefined && signingKey !== undefined) return { signing: signingKey, seal: sealKey } satisfies Keys
  const folder = yield* keysOf(dataDir)
  return { signing: signingKey ?? folder.signing, seal: sealKey ?? folder.seal } satisfies Keys
})

/** Refuses an engine other than the one that the folder's store was made with. */
export const sameEngine = Effect.fnUntraced(function*(folder: string, store: "workflow" | "postgres", found: string) {
  const recorded = yield* Effect.promise(() => madeOnce(join(folder, `${store}.engine.json`), async () => found))
  if (recorded !== found) return yield* new EngineChanged({ folder, store, recorded: String(recorded), found })
})

export const mailboxOf = (folder: string): string => join(folder, "mailbox")
