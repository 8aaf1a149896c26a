import { Effect, Option } from "effect"
import { People } from "../../people/people.port.ts"
import { rolesTowards } from "../../people/permit.ts"
import { addressesOf, type Person } from "../../people/person.ts"
import type { Principal } from "../../people/principal.ts"
import { isEnrollmentId } from "../../values/identifiers.ts"
import { isMailboxOf } from "../../values/mailbox.ts"
import type { Page, PageRequest } from "../../values/page.ts"
import type { Enrollment } from "../enrollment.ts"
import { Enrollments } from "../enrollments.port.ts"
import { belongingOf } from "../policies.ts"
import { filledPage } from "./filled-page.ts"
import { sortKey } from "./visible.ts"

/** Returns the enrollments that count this person among their guardians. */
export const guardedBy = Effect.fnUntraced(function*(
  person: Pick<Person, "address" | "former_addresses" | "guardian_of">
) {
  const { guardian_of = [] } = person
  const found = yield* (yield* Enrollments).getMany(guardian_of.filter(isEnrollmentId))
  return found.filter(({ guardians = [] }) => addressesOf(person).some((address) => isMailboxOf(address, guardians)))
})

/** Returns a parent's enrollments, newest first: those under any of their addresses, and those where they are a further guardian. */
export const listOwn = Effect.fnUntraced(function*(
  principal: Extract<Principal, { readonly _tag: "Person" }>,
  page: PageRequest
) {
  const { listByFamily } = yield* Enrollments
  const self = yield* (yield* People).get(principal.id)
  const guarded = yield* guardedBy(Option.getOrElse(self, () => principal))
  const read = Effect.fnUntraced(function*(asked: PageRequest) {
    const pages = yield* Effect.forEach(addressesOf(principal), (address) => listByFamily(address, asked))
    const here = guarded.filter((each) => asked.after === undefined || sortKey(each) < asked.after)
    const all = new Map([...pages.flatMap(({ items }) => items), ...here].map((each) => [sortKey(each), each]))
    const keys = [...all.keys()].toSorted().toReversed()
    const shown = keys.slice(0, asked.limit)
    const isMore = keys.length > shown.length || pages.some(({ last }) => last !== undefined)
    const found: Page<Enrollment> = {
      items: shown.flatMap((key) => all.get(key) ?? []),
      last: isMore ? shown.at(-1) : undefined
    }
    return found
  })
  const isOwn = (each: Enrollment) => rolesTowards(principal, belongingOf(each)).includes("parent")
  return yield* filledPage(page, read, (items) => Effect.succeed(items.filter(isOwn)), sortKey)
})
