import { readdir, readFile, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { mailboxOf } from "../embedded/data-folder.ts"

/** A mail in the embedded mailbox. */
export interface ReceivedMail {
  /** Its file and the time when that was written: the same mail sent again counts as another one. */
  readonly key: string
  readonly to: string
  readonly subject: string
  readonly received_at: string
  readonly text: string
}

const words = /=\?utf-8\?([qb])\?([^?]*)\?=(?:\s+(?==\?))?/gi

/** Decodes a header: joins folded lines and decodes encoded words (RFC 2047). */
const meant = (header: string): string =>
  header.replace(/\r\n\s+/g, " ").replace(words, (_, kind: string, text: string) =>
    kind.toLowerCase() === "b"
      ? Buffer.from(text, "base64").toString("utf8")
      : Buffer.from(
        text.replaceAll("_", " ").replace(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
          String.fromCharCode(parseInt(hex, 16))),
        "latin1"
      ).toString("utf8"))

const read = async (path: string, key: string, at: Date): Promise<ReceivedMail> => {
  const file = await readFile(path, "utf8")
  const end = file.indexOf("\r\n\r\n")
  const header = (name: string) =>
    meant(new RegExp(`^${name}: ((?:.*)(?:\\r\\n[ \\t].*)*)`, "im").exec(file.slice(0, end))?.[1] ?? "")
  return {
    key,
    to: header("To"),
    subject: header("Subject"),
    received_at: at.toISOString(),
    text: Buffer.from(file.slice(end), "base64").toString("utf8")
  }
}

/** Returns the newest mail to this address, or to anybody. */
export const newestMail = async (dataDir: string, to: string | undefined): Promise<ReceivedMail | undefined> => {
  const folder = mailboxOf(dataDir)
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml"))
  const written = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtime })))
  for (const { at, name } of written.toSorted((one, other) => other.at.getTime() - one.at.getTime())) {
    const mail = await read(join(folder, name), `${name} ${at.getTime()}`, at)
    if (to === undefined || mail.to.toLowerCase() === to) return mail
  }
  return undefined
}

const shownFile = (dataDir: string) => join(dataDir, "mail-shown.json")

/** Returns the keys of the mails that were printed, newest last. */
export const shownMails = async (dataDir: string): Promise<ReadonlyArray<string>> =>
  JSON.parse(await readFile(shownFile(dataDir), "utf8").catch(() => "[]")) as ReadonlyArray<string>

const remembered = 1000

export const rememberShown = async (dataDir: string, key: string): Promise<void> => {
  const before = (await shownMails(dataDir)).filter((each) => each !== key)
  await writeFile(shownFile(dataDir), JSON.stringify([...before, key].slice(-remembered)), { mode: 0o600 })
}
