import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

/** The token in the link of an invitation's mail, once it is in the mailbox folder: what the family would click. */
export const mailedToken = async (folder: string, invitationId: string): Promise<string> => {
  for (let wait = 0; wait < 600; wait++) {
    const names = await readdir(folder).catch(() => [])
    const name = names.find((each) => each.startsWith(invitationId) && each.endsWith(".eml"))
    if (name !== undefined) {
      const mail = await readFile(join(folder, name), "utf8")
      const body = Buffer.from(mail.slice(mail.indexOf("\r\n\r\n")), "base64").toString("utf8")
      const token = /#token=(\S+)/.exec(body)?.[1]
      if (token !== undefined) return token
    }
    await sleep(50)
  }
  throw new Error(`no mail for ${invitationId} within 30 seconds`)
}
