import { Effect, Redacted } from "effect"
import { exportJWK, generateKeyPair, type JWK } from "jose"
import { randomBytes, randomUUID } from "node:crypto"
import { mkdir, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Configuration } from "./configuration.ts"
import { madeOnce } from "./data-folder.ts"
import type { Keys } from "./keys.ts"

/** What the folder's file of keys holds. */
interface Kept {
  readonly signing: JWK
  readonly verifying?: ReadonlyArray<JWK>
  readonly seal: string
}

export const newSigningKey = async (): Promise<JWK> =>
  exportJWK((await generateKeyPair("ES256", { extractable: true })).privateKey)

/** A new pair of keys, in the clear. */
export const newKeys = async (): Promise<Kept> => ({
  signing: await newSigningKey(),
  seal: randomBytes(32).toString("base64url")
})

/** What may be told of a key. */
export const publicHalf = ({ crv, kty, x, y }: JWK) => ({ kty, crv, x, y }) as JWK

const fileIn = (folder: string) => join(folder, "keys.json")

/** The file's content, made when it is first asked for. The folder is for its owner alone. */
const read = async (folder: string): Promise<Kept> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return await madeOnce(fileIn(folder), newKeys) as Kept
}

/** The folder's keys. */
export const keysOf = Effect.fnUntraced(function*(folder: string) {
  const { seal, signing, verifying } = yield* Effect.promise(() => read(folder))
  const keys: Keys = {
    signing: Redacted.make(signing),
    ...(verifying !== undefined && { verifying }),
    seal: Redacted.make(seal)
  }
  return keys
})

/** Keys of the configuration where it has them, else those of its data folder. */
export const keysInUse = Effect.fnUntraced(function*({ dataDir, sealKey, signingKey }: Configuration) {
  if (sealKey !== undefined && signingKey !== undefined) return { signing: signingKey, seal: sealKey } satisfies Keys
  const folder = yield* keysOf(dataDir)
  const seal = sealKey ?? folder.seal
  return signingKey === undefined ? { ...folder, seal } : { signing: signingKey, seal }
})

/** Another signing key in the folder. The one before verifies on, unless it leaked; older ones do not. */
export const rotateIn = async (folder: string, hasLeaked: boolean): Promise<void> => {
  const { seal, signing: before } = await read(folder)
  const kept: Kept = {
    signing: await newSigningKey(),
    ...(!hasLeaked && { verifying: [publicHalf(before)] }),
    seal
  }
  const aside = `${fileIn(folder)}.${randomUUID()}.part`
  await writeFile(aside, JSON.stringify(kept), { mode: 0o600 })
  await rename(aside, fileIn(folder))
}
