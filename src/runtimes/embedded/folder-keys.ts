import { Effect, Redacted } from "effect"
import { exportJWK, generateKeyPair, type JWK } from "jose"
import { randomBytes, randomUUID } from "node:crypto"
import { rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Keys } from "../services/keys.ts"
import type { Configuration } from "../settings/node.ts"
import { madeOnce } from "./data-folder.ts"
import { ownFolder } from "./own-folder.ts"

/** What the folder's key file holds. */
interface Kept {
  readonly signing: JWK
  readonly verifying?: ReadonlyArray<JWK>
  readonly seal: string
}

export const newSigningKey = async (): Promise<JWK> =>
  exportJWK((await generateKeyPair("ES256", { extractable: true })).privateKey)

/** Returns a new pair of keys, unencrypted. */
export const newKeys = async (): Promise<Kept> => ({
  signing: await newSigningKey(),
  seal: randomBytes(32).toString("base64url")
})

/** Returns the part of a key that may be told. */
export const publicHalf = ({ crv, kty, x, y }: JWK) => ({ kty, crv, x, y }) as JWK

const fileIn = (folder: string) => join(folder, "keys.json")

/** Returns the file's content, which is made when first asked for. */
const read = Effect.fnUntraced(function*(folder: string) {
  yield* ownFolder(folder)
  return (yield* Effect.promise(() => madeOnce(fileIn(folder), newKeys))) as Kept
})

/** Returns the folder's keys. */
export const keysOf = Effect.fnUntraced(function*(folder: string) {
  const { seal, signing, verifying } = yield* read(folder)
  const keys: Keys = {
    signing: Redacted.make(signing),
    ...(verifying !== undefined && { verifying }),
    hashing: Redacted.make(seal)
  }
  return keys
})

/** Returns the configured keys where there are any, otherwise those of the data folder. */
export const keysInUse = Effect.fnUntraced(function*({ dataDir, sealKey, signingKey }: Configuration) {
  if (sealKey !== undefined && signingKey !== undefined) return { signing: signingKey, hashing: sealKey } satisfies Keys
  const folder = yield* keysOf(dataDir)
  const hashing = sealKey ?? folder.hashing
  return signingKey === undefined ? { ...folder, hashing } : { signing: signingKey, hashing }
})

/** Puts another signing key into the folder. The previous one still verifies, unless it leaked; older ones do not. */
export const rotateIn = Effect.fnUntraced(function*(folder: string, hasLeaked: boolean) {
  const { seal, signing: before } = yield* read(folder)
  const kept: Kept = {
    signing: yield* Effect.promise(newSigningKey),
    ...(!hasLeaked && { verifying: [publicHalf(before)] }),
    seal
  }
  const aside = `${fileIn(folder)}.${randomUUID()}.part`
  yield* Effect.promise(() =>
    writeFile(aside, JSON.stringify(kept), { mode: 0o600 }).then(() => rename(aside, fileIn(folder)))
  )
})
