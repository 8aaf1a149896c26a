import { Effect } from "effect"
import { decideAndStore, type Decision } from "../store/decide-and-store.ts"
import { leaveAtOnce, type WithEvents, withoutEvents } from "./event.ts"

/**
 * Records the outcome of something that was due. If another write came first, the aggregate is loaded and decided on again, up to five
 * times. After that the entry stays due, and a later sweep finds that it is done. Events that were `moved` leave with the same write, and
 * if they are many, with further ones. Returns the aggregate as it is now.
 */
export const settle = Effect.fnUntraced(function*<A extends WithEvents, E1, R1, E2, R2, E3, R3>(
  { decide, first, ...how }: Decision<A, E1, R1, E2, R2, E3, R3>,
  moved: ReadonlySet<string>
) {
  const recorded = (from: A, decideOn: typeof decide) =>
    Effect.map(
      decideAndStore({
        ...how,
        first: from,
        decide: (current) => Effect.map(decideOn(current), (decided) => withoutEvents(decided, moved)),
        beaten: Effect.succeed
      }),
      ({ after }) => after
    )
  const leaving = Object.keys(first.events).filter((id) => moved.has(id)).length
  let current = yield* recorded(first, decide)
  for (let left = leaveAtOnce; left < leaving; left += leaveAtOnce) {
    current = yield* recorded(current, Effect.succeed)
  }
  return current
})
