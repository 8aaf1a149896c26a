import { Effect, Schedule } from "effect"
import type { Command } from "./command.ts"
import { newestMail, type ReceivedMail, rememberShown, shownMails } from "./mailbox.ts"
import { NotDone } from "./usage.ts"

const patience = "30 seconds"

interface MailFlags {
  readonly to?: string
  readonly only?: "link" | "token"
  readonly again?: boolean
}

/** Returns the newest mail, unless it was printed before: then a newer one is still to come. */
const lookFor = async (dataDir: string, { again = false, to }: MailFlags): Promise<ReceivedMail | undefined> => {
  const mail = await newestMail(dataDir, to)
  return mail !== undefined && (again || !(await shownMails(dataDir)).includes(mail.key)) ? mail : undefined
}

const partsOf = ({ text }: ReceivedMail) => {
  const link = /https?:\S+/.exec(text)?.[0] ?? null
  return { link, token: /#token=([\w.-]+)/.exec(link ?? "")?.[1] ?? null }
}

/** Waits until the embedded mailbox has a mail that was not printed yet: mail goes out a moment after the answer. */
export const mail: Command<MailFlags> = Effect.fn("mailCommand")(function*({ dataDir, smtpUrl }, flags) {
  if (smtpUrl !== undefined) {
    return yield* new NotDone({ message: "mail reads the embedded mailbox only, and SMTP_URL is set" })
  }
  const found = yield* Effect.promise(() => lookFor(dataDir, flags)).pipe(
    Effect.flatMap((newest) => newest === undefined ? Effect.fail("none") : Effect.succeed(newest)),
    Effect.retry(Schedule.spaced("100 millis")),
    Effect.timeout(patience),
    Effect.catch(() =>
      new NotDone({ message: `No mail came within ${patience} that was not printed before (--again).` })
    )
  )
  yield* Effect.promise(() => rememberShown(dataDir, found.key))
  const { key: _, ...shown } = found
  const parts = partsOf(found)
  const wanted = flags.only === undefined ? undefined : parts[flags.only]
  if (wanted === null) return yield* new NotDone({ message: `--only: this mail holds no ${flags.only}.` })
  return {
    text: wanted ?? `To: ${found.to}\nSubject: ${found.subject}\n\n${found.text.trimEnd()}`,
    data: { ...shown, ...parts },
    failed: false
  }
})
