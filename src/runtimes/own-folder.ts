import { Effect, Schema } from "effect"
import { access, chmod, constants, mkdir, readdir, stat } from "node:fs/promises"
import { resolve } from "node:path"

/** The data folder cannot be made or written, or is not for this user alone. */
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
  EEXIST: notAFolder,
  ENOTDIR: notAFolder,
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: "is on a file system that is read-only",
  ENOENT: "cannot be made there",
  ENOSPC: "is on a file system that is full"
}

/** What every folder that a service or command has used holds: without it, the folder is somebody else's, and its mode stays. */
const ours = ["lock", "keys.json"]

/** Makes it this user's alone; answers what stands against that. */
const taken = async (folder: string): Promise<string | undefined> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await access(folder, constants.W_OK)
  const { mode, uid } = await stat(folder)
  const self = process.geteuid?.()
  if (self === undefined) return undefined
  if (uid !== self) return "belongs to another user"
  if ((mode & 0o077) === 0) return undefined
  const names = await readdir(folder)
  if (names.length > 0 && !ours.some((name) => names.includes(name))) {
    return "is open to other users and holds other things than this service's"
  }
  await chmod(folder, 0o700)
  return undefined
}

/** The data folder, made where it is missing, for this user alone. Where modes mean nothing (Windows), as it is. */
export const ownFolder = Effect.fnUntraced(function*(folder: string) {
  const reason = yield* Effect.tryPromise({
    try: () => taken(folder),
    catch: (error) => {
      const { code = "unknown" } = error as NodeJS.ErrnoException
      return new FolderUnusable({ folder: resolve(folder), reason: reasons[code] ?? `cannot be used (${code})` })
    }
  })
  if (reason !== undefined) return yield* new FolderUnusable({ folder: resolve(folder), reason })
})
