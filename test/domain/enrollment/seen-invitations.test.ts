import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as WorkflowStore from "../../../src/adapters/memory/workflow-store.ts"
import * as World from "../../../src/adapters/memory/world.ts"
import { Enrollments } from "../../../src/domain/enrollment/enrollments.port.ts"
import { seenInvitations } from "../../../src/domain/enrollment/reading/seen-invitations.ts"
import { acceptInvitation } from "../../../src/domain/invitation/transitions.ts"
import { enrollmentIdOf } from "../../../src/domain/values/identifiers.ts"
import { context } from "../../fixtures/enrollment-walk.ts"
import { invitationOf } from "../../fixtures/enrollments.ts"

const system = { _tag: "System", name: "test" } as const

describe("an invitation whose enrollment cannot be read", () => {
  it.effect("is kept from all: nobody knows from whom custody keeps it", () =>
    Effect.gen(function*() {
      const [damaged, without] = [invitationOf(), invitationOf()].map((each) =>
        acceptInvitation(each, enrollmentIdOf(each.invitation_id), context(2))
      )
      if (damaged === undefined || without === undefined) return assert.fail()
      const inner = yield* Enrollments
      const seen = yield* seenInvitations(system, [damaged, without, invitationOf()]).pipe(
        Effect.provideService(Enrollments, {
          ...inner,
          standings: () => Effect.succeed(new Map([[enrollmentIdOf(damaged.invitation_id), "unreadable" as const]]))
        })
      )
      assert.notInclude(seen.map(({ invitation }) => invitation), damaged)
      assert.include(seen.map(({ invitation }) => invitation), without)
      assert.lengthOf(seen, 2)
    }).pipe(Effect.provide(WorkflowStore.layer.pipe(Layer.provide(World.layer)))))
})
