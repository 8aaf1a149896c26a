import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { mailFileName } from "../../adapters/mailbox/mailer.ts"
import { invitationMailId } from "../../domain/invitation/mail.ts"
import { InvitationId } from "../../domain/values/identifiers.ts"

/** Returns the token from the link in an invitation's mail, once that is in the mailbox folder: the family would click this link. */
export const mailedToken = async (folder: string, invitationId: string, expiresAt: string): Promise<string> => {
  const mail_id = invitationMailId({ invitation_id: InvitationId.make(invitationId), expires_at: expiresAt })
  const path = join(folder, mailFileName(mail_id))
  for (let wait = 0; wait < 600; wait++) {
    const mail = await readFile(path, "utf8").catch(() => undefined)
    if (mail !== undefined) {
      const body = Buffer.from(mail.slice(mail.indexOf("\r\n\r\n")), "base64").toString("utf8")
      const token = /#token=(\S+)/.exec(body)?.[1]
      if (token !== undefined) return token
    }
    await sleep(50)
  }
  throw new Error(`no mail for ${invitationId} within 30 seconds`)
}
