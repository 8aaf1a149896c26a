import { Effect, Schema } from "effect"
import { access, chmod, constants, mkdir, readdir, stat } from "node:fs/promises"
import { dirname, resolve } from "node:path"

/** The data folder cannot be created or written, or is not for this user alone. */
export class FolderUnusable extends Schema.TaggedError<FolderUnusable>()("FolderUnusable", {
  folder: Schema.String,
  reason: Schema.String
}) {
  override get message() {
    return `DATA_DIR: ${this.folder} ${this.reason}. Choose another DATA_DIR.`
  }
}

const notAFolder = "is a file, or below one"
const forbidden = "cannot be made or written by this user"

const reasons: Readonly<Record<string, string>> = {
  ENOTDIR: notAFolder,
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: "is on a file system that is read-only",
  ENOENT: "cannot be made there",
  ENOSPC: "is on a file system that is full"
}

/** Every folder that a service or command has used holds one of these. Without them, the folder is somebody else's and its mode stays. */
const ours = ["lock", "keys.json"]

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "unknown"

/** Creates the folder and those above it. Node's own way never ends where the system creates no folders, as in `/proc`. */
const made = async (folder: string): Promise<void> => {
  const make = () => mkdir(folder, { mode: 0o700 })
  const unless = (code: string, otherwise: () => Promise<void>) => (error: unknown) => {
    if (codeOf(error) !== code) throw error
    return otherwise()
  }
  await make()
    .catch(unless("ENOENT", () => made(dirname(folder)).then(make)))
    .catch(unless("EEXIST", async () => undefined))
}

/** Makes the folder this user's alone, or returns what prevents that. */
const taken = async (folder: string): Promise<string | undefined> => {
  await made(folder)
  const found = await stat(folder)
  if (!found.isDirectory()) return notAFolder
  await access(folder, constants.W_OK)
  const self = process.geteuid?.()
  if (self === undefined) return undefined
  if (found.uid !== self) return "belongs to another user"
  if ((found.mode & 0o077) === 0) return undefined
  const names = await readdir(folder)
  if (names.length > 0 && !ours.some((name) => names.includes(name))) {
    return "is open to other users and holds other things than this service's"
  }
  await chmod(folder, 0o700)
  return undefined
}

const unusable = (folder: string, reason: string) => new FolderUnusable({ folder, reason })

/**
 * Creates the data folder where it is missing and makes it this user's alone; fails where it cannot. Where modes mean nothing (Windows),
 * the folder stays as it is.
 */
export const ownFolder = Effect.fnUntraced(function*(path: string) {
  const folder = resolve(path)
  const reason = yield* Effect.tryPromise({
    try: () => taken(folder),
    catch: (error) => unusable(folder, reasons[codeOf(error)] ?? `cannot be used (${codeOf(error)})`)
  })
  if (reason !== undefined) return yield* unusable(folder, reason)
})
