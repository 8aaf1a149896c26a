import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { Events } from "../../src/domain/history/events.port.ts"
import type { EnrollmentId } from "../../src/domain/values/identifiers.ts"
import { mintToken } from "../../src/runtimes/cli/token.ts"
import { sized } from "../history/sizes.ts"
import { report } from "./report.ts"
import { inTrial } from "./trial.ts"

const edits = sized(200, 1000)
/** DynamoDB accepts 400 KB. */
const smallBytes = 100_000

describe("one step that is edited again and again while PostgreSQL is away", () => {
  it(
    "is taken each time; its history is complete and in order, its item small, and its records follow",
    () =>
      inTrial("edits", async ({ clients, families, stage, verdict }) => {
        await stage.startServing("one")
        const family = await families.next()
        await clients.begin(family)
        for (const step of [1, 2, 3] as const) await clients.step(family, step)
        stage.postgres.refuse()
        await clients.step(family, 4)
        const staff = {
          role: "registrar",
          email: "registrar@example.test",
          school: "1",
          id: undefined,
          name: undefined
        }
        const token = await stage.inDirectory(mintToken(staff))
        const id = family.enrollment_id as EnrollmentId
        const item = async () => Option.getOrThrow(await stage.inDirectory(Enrollments.use(({ get }) => get(id))))
        let largest = 0
        for (let edit = 1; edit <= edits; edit++) {
          const body = { ...family.bodies[1], program_interest: `Programme ${edit}` }
          await clients.step({ ...family, token: () => Promise.resolve(token) }, 1, body)
          if (edit % 50 === 0) largest = Math.max(largest, JSON.stringify(await item()).length)
        }
        assert.isBelow(largest, smallBytes)
        assert.isEmpty(clients.history.filter(({ status }) => status >= 400))
        stage.postgres.speak()
        const figures = await verdict()
        const { events, provisioning, version } = await item()
        assert.deepInclude(provisioning, { state: "applied", claims: 0 })
        const moved = await stage.inDirectory(Events.use(({ list }) => list(id)))
        const versions = new Map([...moved, ...Object.values(events)].map((event) => [event.id, event]))
        assert.deepStrictEqual(
          [...versions.values()].filter(({ type }) => type === "step_1_edited").map(({ details }) => details["version"])
            .sort((one, other) => Number(one) - Number(other)),
          Array.from({ length: edits }, (_, index) => version - edits + 1 + index)
        )
        report("F12", { edits, largest_item_bytes: largest, ...figures })
      }),
    sized(300_000, 1_200_000)
  )
})
