import { type Dump, type Exchange, isAccepted, isUncertain, type Violation } from "./history.ts"

const keyOf = ({ client, idempotency_key, op }: Exchange) => `${client} ${op} ${idempotency_key}`

/** Returns the requests that were made under keys, by the key. */
const byKey = (history: ReadonlyArray<Exchange>): ReadonlyMap<string, ReadonlyArray<Exchange>> =>
  Map.groupBy(history.filter(({ idempotency_key }) => idempotency_key !== undefined), keyOf)

/** A repeated answer is as old as the first request for it, so it need not tell anybody what is newer than that. */
export const asOfFirstAsked = (history: ReadonlyArray<Exchange>): ReadonlyArray<Exchange> => {
  const first = new Map<string, number>()
  for (const [key, tries] of byKey(history)) first.set(key, Math.min(...tries.map(({ asked_at }) => asked_at)))
  return history.map((each) => ({ ...each, asked_at: first.get(keyOf(each)) ?? each.asked_at }))
}

/** Checks the invitations for a child whom nobody else invites: there must be exactly one, the one that was told. */
const madeOnce = (tries: ReadonlyArray<Exchange>, { invited }: Dump): ReadonlyArray<readonly [string, string]> => {
  const there = invited.filter(({ child }) => child === tries[0]?.sent).map(({ invitation_id }) => invitation_id)
  const told = [...new Set(tries.flatMap(({ made }) => made ?? []))]
  const isRight = told.length === 0 ? there.length <= 1 : told.join() === there.join()
  return [
    ...isRight ? [] : [[`the one invitation ${told.join()}`, there.join() || "nothing"] as const],
    // A refusal can only come from an earlier try of the same request.
    ...tries.filter((each) => !isAccepted(each) && !isUncertain(each)).map(({ status }) =>
      ["an invitation", `a refusal with ${status}`] as const
    )
  ]
}

/** I6: one key has one answer, identical to the letter, and one effect. */
export const keysOf = (history: ReadonlyArray<Exchange>, dump: Dump): ReadonlyArray<Violation> =>
  [...byKey(history).values()].flatMap((tries) => {
    const answers = new Set(
      tries.filter((each) => !isUncertain(each)).map(({ body, status }) => `${status} ${body ?? ""}`)
    )
    return [
      ...answers.size <= 1 ? [] : [["the same answer for the same key", `${answers.size} answers`] as const],
      ...tries[0]?.op === "invite" ? madeOnce(tries, dump) : []
    ].map(([expected, found]) => ({ invariant: 6, enrollment_id: tries[0]?.enrollment_id ?? "", expected, found }))
  })
