import { assert, layer } from "@effect/vitest"
import { Clock, DateTime, Effect, Option } from "effect"
import { anyway } from "../../../src/adapters/dynamodb/conditions.ts"
import { Dynamo } from "../../../src/adapters/dynamodb/dynamo.ts"
import { invitationItem } from "../../../src/adapters/dynamodb/items/invitation.ts"
import { World } from "../../../src/adapters/memory/world.ts"
import type { Invitation } from "../../../src/domain/invitation/invitation.ts"
import { Invitations } from "../../../src/domain/invitation/invitations.port.ts"
import { drain } from "../../../src/domain/relay/drain.ts"
import { later } from "../../../src/domain/values/instant.ts"
import { carryOut } from "../../../src/runtimes/background/sweep.ts"
import { invitationOf } from "../../fixtures/enrollments.ts"
import { startDynoxide } from "./engines.ts"
import { relayOn } from "./relay-on.ts"

layer(relayOn(startDynoxide), { excludeTestServices: true })("what was put off for an hour, an hour ago", (it) => {
  it.effect("waits for the look that a sweep takes through what stands apart", () =>
    Effect.gen(function*() {
      const millis = yield* Clock.currentTimeMillis
      const now = DateTime.formatIso(yield* DateTime.now)
      const invitation: Invitation = {
        ...invitationOf(),
        expires_at: later(now, 86_400_000),
        events: {},
        mail: { attempts: 9, generation: 1, due_at: later(now, -1) }
      }
      yield* (yield* Dynamo).put(invitationItem(invitation, later(now, -3_600_000)), anyway)
      const limits = { maxItems: 100, deadline: millis + 60_000 }
      const { mailbox } = yield* World
      assert.strictEqual(yield* drain(limits), 0)
      assert.lengthOf(mailbox, 0)
      assert.deepInclude(yield* carryOut(limits), { done: 1, depth: 0 })
      assert.lengthOf(mailbox, 1)
      const found = yield* (yield* Invitations).get(invitation.invitation_id)
      assert.isUndefined(Option.getOrThrow(found).mail)
    }))
})
