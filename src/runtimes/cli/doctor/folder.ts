import { Effect } from "effect"
import { constants } from "node:fs"
import { access, stat } from "node:fs/promises"
import { mailboxOf } from "../../embedded/data-folder.ts"
import type { Holder } from "../../embedded/lock.ts"
import { failed, type Finding, ok, warning } from "./finding.ts"

/** Returns `absent`, `usable`, or why the folder cannot be used. */
const stateOf = async (path: string): Promise<"absent" | "usable" | "no folder" | "not writable"> => {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return "absent"
  if (!found.isDirectory()) return "no folder"
  return await access(path, constants.R_OK | constants.W_OK).then(() => "usable", () => "not writable")
}

const isOpenToOthers = async (path: string): Promise<boolean> => ((await stat(path)).mode & 0o077) !== 0

/** Checks the data folder: whether it can be used, who uses it, and that nobody else can read it. */
export const folderFindings = (folder: string, holder: Holder | undefined) =>
  Effect.promise(async (): Promise<ReadonlyArray<Finding>> => {
    const check = "data folder"
    const state = await stateOf(folder)
    if (state === "absent") return [ok(check, `${folder} is not there yet; the first start makes it`)]
    if (state !== "usable") {
      return [failed(check, `${folder}: ${state}`, "Give the folder to the user of the service, or set DATA_DIR.")]
    }
    const held = holder === undefined
      ? "free"
      : holder.base === undefined
      ? `held by process ${holder.pid}, which does not serve (yet)`
      : `held by process ${holder.pid}, which serves at ${holder.base}`
    return [
      ok(check, `${folder} is ${held}`),
      ...(await isOpenToOthers(folder)
        ? [warning(check, "other users of this machine can open it", `It holds keys: chmod 700 ${folder}`)]
        : [])
    ]
  })

/** Checks where mail goes: files in the mailbox folder. Mail that could not be sent is an open outbox entry. */
export const mailFinding = (folder: string) =>
  Effect.promise(async (): Promise<Finding> => {
    const mailbox = mailboxOf(folder)
    const state = await stateOf(mailbox)
    if (state === "absent") return ok("mail", `${mailbox} is made with the first mail`)
    return state === "usable"
      ? ok("mail", `goes into files in ${mailbox}`)
      : failed("mail", `${mailbox}: ${state}`, "Mail cannot be written. Make it a folder of the service's user.")
  })
