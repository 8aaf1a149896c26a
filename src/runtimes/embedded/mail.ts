import { Effect } from "effect"
import type { Configuration } from "../settings/node.ts"
import { mailboxOf } from "./data-folder.ts"

/** Where a Node service sends mail: to its server, otherwise into the mailbox folder. The mailer's code is loaded once this is known. */
export const mailerIn = ({ dataDir, mailFrom: from, smtpUrl: url }: Configuration) =>
  Effect.promise(async () => {
    if (from !== undefined && url !== undefined) {
      return (await import("../../adapters/smtp/mailer.ts")).layer({ from, url })
    }
    return (await import("../../adapters/mailbox/mailer.ts")).layer(mailboxOf(dataDir))
  })
