import { assert, describe, it } from "@effect/vitest"
import { Context, Effect } from "effect"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { outboxShards } from "../../src/domain/outbox/outbox.port.ts"
import { suffixOf } from "../../src/domain/values/identifiers.ts"
import { later } from "../../src/domain/values/instant.ts"
import { completed, minute, stepData, walkedTo } from "../fixtures/enrollment-walk.ts"
import { sized } from "../history/sizes.ts"
import { chanceFrom } from "../simulation/chance.ts"
import { refusedTown, well } from "../simulation/fate.ts"
import type { Stores } from "../simulation/faulty-ports.ts"
import { nodeProcess } from "../simulation/node-process.ts"
import { foundTown } from "../simulation/town.ts"
import { virtualTime } from "../simulation/virtual-time.ts"

const start = Date.parse(minute(60))
const total = sized(500, 5000)

type Kind = "sound" | "refused" | "unreadable"

/** Returns an enrollment whose records are due. Poisoned ones are due before all others, so that they come first, and lie in one shard. */
const enrollmentOf = (number: number, kind: Kind): Enrollment => {
  const walked = walkedTo(3, {}, suffixOf(kind === "sound" ? 100_000 + number : number * outboxShards))
  const student_info = { ...stepData[4].student_info, ...(kind === "refused" && { birth_city: refusedTown }) }
  const enrollment = completed(walked, 4, { ...stepData[4], student_info })
  const next_attempt_at = later(minute(kind === "sound" ? 40 : 30), number)
  return { ...enrollment, events: {}, provisioning: { ...enrollment.provisioning, next_attempt_at } }
}

/** Leaves out what cannot be read, as the adapters do. */
const withUnreadable = (stores: Context.Context<Stores>, unreadable: ReadonlySet<string>): Context.Context<Stores> => {
  const inner = Context.get(stores, Enrollments)
  return Context.add(stores, Enrollments, {
    ...inner,
    getMany: (ids) => inner.getMany(ids.filter((id) => !unreadable.has(id)))
  })
}

/**
 * Returns how long after the relay's start each sound enrollment was written (milliseconds). The first ones are of the `poisoned` kinds.
 */
const timesWith = (poisoned: ReadonlyArray<Kind>): ReadonlyArray<number> => {
  const time = virtualTime(start)
  const chance = chanceFrom(1)
  const { stores, world } = foundTown(chance, minute(0), 0)
  const kinds = Array.from({ length: total }, (_, number): Kind => poisoned[number] ?? "sound")
  const enrollments = kinds.map((kind, number) => enrollmentOf(number, kind))
  for (const enrollment of enrollments) world.enrollments.set(enrollment.enrollment_id, enrollment)
  const unreadable = enrollments.filter((_, number) => kinds[number] === "unreadable").map((each) => each.enrollment_id)
  const written = new Map<string, number>()
  nodeProcess(
    {
      time,
      chance,
      stores: withUnreadable(stores, new Set(unreadable)),
      fateOf: () => ({ ...well, back: 1 }),
      failsAlone: () => false,
      onPut: (ids) => ids.forEach((id) => written.set(id, written.get(id) ?? time.now() - start)),
      later: () => {},
      losesWakeUp: () => false,
      defect: (what) => assert.fail(what)
    },
    "node",
    () => 0
  )
  time.run(Effect.runForkWith(time.context)(time.sleep(20_000)))
  return enrollments.slice(poisoned.length).map(({ enrollment_id }) =>
    written.get(enrollment_id.replace("ENROLL", "STU")) ?? Infinity
  )
}

/** What is due in one shard is read in batches of a hundred. */
const moreThanABatch = 150

/** One more claim, put and outcome: what the poisoned ones themselves take. */
const ownTime = 200

describe("behind poisoned enrollments", () => {
  it.each<[Kind, number]>([
    ["refused", sized(total / 100, total / 20)],
    ["unreadable", sized(total / 100, total / 20)],
    ["unreadable", moreThanABatch]
  ])("that are %s (%i of them) nobody waits", (kind, poisoned) => {
    const sound = timesWith([])
    const behind = timesWith(Array(poisoned).fill(kind))
    assert.isBelow(Math.max(...sound), 10_000)
    assert.isAtMost(Math.max(...behind), Math.max(...sound) + ownTime)
  })
})
