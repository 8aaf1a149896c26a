import { DateTime, Effect, Option } from "effect"
import { confirmAddress } from "../directory/confirm-address.ts"
import { awaiting } from "../directory/pending-address.ts"
import { confirmGuardian, expectingEnrollment } from "../enrollment/family/confirm-guardian.ts"
import { findPerson } from "../people/find-person.ts"
import { People } from "../people/people.port.ts"
import { personOfSubject } from "../people/person.ts"
import { retryStale } from "../store/retry-stale.ts"
import { StoreUnavailable } from "../store/unavailable.ts"
import { isEnrollmentId } from "../values/identifiers.ts"
import type { SignInLink } from "./link.ts"

/** What the owner of an address can confirm: that they are a guardian at this school, or that the address is to become another entry's. */
export interface Confirmable {
  readonly subject: string
  /** Absent if the address is to become another entry's. */
  readonly school_name?: string
}

const confirmable = Effect.fnUntraced(function*(address: string, subject: string) {
  if (!isEnrollmentId(subject)) {
    return Option.map(yield* awaiting(address, personOfSubject(subject)), (): Confirmable => ({ subject }))
  }
  yield* findPerson(address)
  const found = yield* expectingEnrollment(address, subject)
  return Option.map(found, ({ school_name }): Confirmable => ({ subject, school_name }))
}, Effect.catchTag("AddressFormer", () => Effect.succeedNone))

/** Returns what the owner of this address can confirm now. */
export const confirmableBy = Effect.fn("confirmableBy")(function*(address: string) {
  const subjects = yield* (yield* People).toConfirm(address, DateTime.formatIso(yield* DateTime.now))
  const found = yield* Effect.forEach(subjects, (subject) => confirmable(address, subject))
  return found.flatMap(Option.toArray)
})

const contended = new StoreUnavailable({ store: "workflow", code: "confirmation_contended" })

/** What is gone, or belongs to somebody else since the mail, is not confirmed. Whoever signs in is still who they were. */
const confirmOne = Effect.fnUntraced(function*(address: string, subject: string) {
  yield* isEnrollmentId(subject)
    ? confirmGuardian(address, subject)
    : confirmAddress(address, personOfSubject(subject))
}, (effect) =>
  effect.pipe(
    retryStale(() => contended),
    Effect.catchTags({
      AddressFormer: () => Effect.void,
      EnrollmentNotFound: () => Effect.void,
      PersonNotFound: () => Effect.void,
      VersionConflict: () => Effect.fail(contended),
      VersionMismatch: () => Effect.fail(contended)
    })
  ))

/** Makes true what a link confirms, as far as that is still possible. A repetition changes nothing. */
export const confirm = Effect.fn("confirm")(function*({ address, confirms = [] }: SignInLink) {
  for (const subject of confirms) {
    yield* confirmOne(address, subject)
    yield* (yield* People).confirmed(address, subject)
  }
})
