import { Effect, Option } from "effect"
import { isEnrollmentId } from "../invitation/identifiers.ts"
import type { Page, PageRequest } from "../people/page.ts"
import { People } from "../people/people.port.ts"
import { rolesTowards } from "../people/permit.ts"
import { addressesOf, type Person } from "../people/person.ts"
import type { Principal } from "../people/principal.ts"
import type { Enrollment } from "./enrollment.ts"
import { Enrollments } from "./enrollments.port.ts"
import { belongingOf } from "./permits.ts"

/** As the store's lists sort: by time of creation, then by id. */
const sortKey = ({ created_at, enrollment_id }: Enrollment) => `${created_at}#${enrollment_id}`

/** The enrollments that may count this person among their guardians. */
export const guardedBy = Effect.fnUntraced(function*({ guardian_of = [] }: Pick<Person, "guardian_of">) {
  return yield* (yield* Enrollments).getMany(guardian_of.filter(isEnrollmentId))
})

/** Newest first, of a parent: of all addresses of theirs, and where they are a further guardian. A page may hold less than was asked. */
export const listOwn = Effect.fnUntraced(function*(
  principal: Extract<Principal, { readonly _tag: "Person" }>,
  page: PageRequest
) {
  const { listByFamily } = yield* Enrollments
  const pages = yield* Effect.forEach(addressesOf(principal), (address) => listByFamily(address, page))
  const self = yield* (yield* People).get(principal.id)
  const guarded = (yield* guardedBy(Option.getOrElse(self, () => ({}))))
    .filter((each) => page.after === undefined || sortKey(each) < page.after)
  const all = new Map([...pages.flatMap(({ items }) => items), ...guarded].map((each) => [sortKey(each), each]))
  const keys = [...all.keys()].toSorted().toReversed()
  const shown = keys.slice(0, page.limit)
  const items = shown.flatMap((key) => all.get(key) ?? [])
    .filter((each) => rolesTowards(principal, belongingOf(each)).includes("parent"))
  const isMore = keys.length > shown.length || pages.some(({ last }) => last !== undefined)
  return { items, last: isMore ? shown.at(-1) : undefined } satisfies Page<Enrollment>
})
