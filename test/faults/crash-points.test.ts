import { assert, describe, it } from "@effect/vitest"
import { isLong, sized } from "../history/sizes.ts"
import { modes, type Point, scenario, violationsAt } from "./crash-scenario.ts"

const { calls } = scenario([])
const pointsFrom = (first: number): ReadonlyArray<Point> =>
  calls.slice(first).flatMap((_, index) => modes.map((outcome) => ({ call: first + index, outcome })))

describe("a scenario of all commands", () => {
  it("asks every port of the workflow store that it needs, the student records and the mailer", () => {
    assert.includeMembers(calls, [
      "Outbox.due",
      "Outbox.count",
      "Enrollments.accept",
      "Enrollments.create",
      "Enrollments.get",
      "Enrollments.getMany",
      "Enrollments.record",
      "Enrollments.saveDraft",
      "Events.append",
      "Idempotency.replace",
      "Idempotency.take",
      "Invitations.claim",
      "Invitations.create",
      "Invitations.get",
      "Invitations.getMany",
      "Invitations.replace",
      "Mailer.send",
      "Schools.get",
      "StudentRecords.put"
    ])
  })

  it("survives a fault at every call of a store", () => {
    assert.deepStrictEqual(pointsFrom(0).flatMap((point) => violationsAt([point])), [])
  }, 300_000)

  it.runIf(isLong)("survives every pair of faults", () => {
    const found = pointsFrom(0).flatMap((first) =>
      pointsFrom(first.call + 1).flatMap((second) => violationsAt([first, second]))
    )
    assert.deepStrictEqual(found, [])
  }, sized(1, 6 * 3_600_000))
})
