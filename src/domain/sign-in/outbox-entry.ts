import { Effect } from "effect"
import { outboxWork } from "../outbox/work.ts"
import { allThenFail } from "../store/all-then-fail.ts"
import { deliverLink, deliverLinkOf } from "./deliver-link.ts"
import { isMailDue } from "./link.ts"
import { SignInLinks } from "./links.port.ts"

/** Sign-in links have a mail to send. */
export const signInWork = outboxWork({
  needsRecords: false,
  load: (keys) => Effect.flatMap(SignInLinks, ({ getMany }) => getMany(keys)),
  idOf: ({ key }) => key,
  isDue: isMailDue,
  work: (links) => Effect.map(allThenFail(links, deliverLink, 8), (mailed) => mailed.filter(Boolean).length),
  attempt: (keys) => Effect.asVoid(allThenFail(keys, deliverLinkOf, 8))
})
