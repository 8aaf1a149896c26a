import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { absent } from "../../../src/adapters/dynamodb/conditions.ts"
import { Dynamo } from "../../../src/adapters/dynamodb/dynamo.ts"
import { enrollmentItem } from "../../../src/adapters/dynamodb/items/enrollment.ts"
import * as DynamoEnrollments from "../../../src/adapters/dynamodb/items/enrollments.ts"
import { Enrollments, type ScanPage } from "../../../src/domain/enrollment/enrollments.port.ts"
import { enrollmentOf, invitationOf } from "../../fixtures/enrollments.ts"
import * as KeyedHash from "../../fixtures/keyed-hash.ts"
import { startDynalite, startDynoxide } from "./engines.ts"
import { dynamoOn } from "./store.ts"

for (const [name, start] of Object.entries({ dynoxide: startDynoxide, dynalite: startDynalite })) {
  const store = DynamoEnrollments.layer.pipe(Layer.provide(KeyedHash.layer), Layer.provideMerge(dynamoOn(start)))

  layer(store, { excludeTestServices: true })(`items that cannot be read (${name})`, (it) => {
    it.effect("are told by id, with their school where it can be read, and stop no scan", () =>
      Effect.gen(function*() {
        const { put } = yield* Dynamo
        const { create, scan, standings } = yield* Enrollments
        const readable = Array.from({ length: 6 }, () => enrollmentOf(invitationOf(), 4))
        yield* Effect.forEach(readable, create)
        const [older, damaged, homeless] = [enrollmentOf(), enrollmentOf(), enrollmentOf()]
        yield* put({ ...enrollmentItem(older, "s", older.created_at), schema_version: 0 }, absent)
        yield* put({ ...enrollmentItem(damaged, "s", damaged.created_at), policy: "gone" }, absent)
        yield* put({ ...enrollmentItem(homeless, "s", homeless.created_at), school_id: "one" }, absent)
        const pages: Array<ScanPage> = []
        let after: string | undefined
        do {
          const page = yield* scan({ segment: 0, segments: 1, after, limit: 2 })
          pages.push(page)
          after = page.next
        } while (after !== undefined)
        assert.sameDeepMembers(
          pages.flatMap(({ items }) => [...items]),
          readable.map(({ drafts: _, events: __, ...core }) => core)
        )
        assert.sameDeepMembers(pages.flatMap(({ unreadable }) => [...unreadable]), [
          { enrollment_id: older.enrollment_id, school_id: older.school_id },
          { enrollment_id: damaged.enrollment_id, school_id: damaged.school_id },
          { enrollment_id: homeless.enrollment_id, school_id: null }
        ])
        const found = yield* standings([older, damaged].map(({ enrollment_id }) => enrollment_id))
        assert.deepStrictEqual([...found.values()], ["unreadable", "unreadable"])
      }))
  })
}
