import { assert, describe, it } from "@effect/vitest"
import { startUnrulyDynamodb } from "../adapters/dynamodb/unruly.ts"
import { sized } from "../history/sizes.ts"
import { chanceOf } from "./chance.ts"
import { latencies, report } from "./report.ts"
import { inTrial } from "./trial.ts"
import { walkAll } from "./walks.ts"

const enrollments = sized(100, 5000, 50)
const atOnce = sized(16, 64, 50)
const bad = { throttled: 0.3, failed: 0.02, unanswered: 0.05 }
const none = { throttled: 0, failed: 0, unanswered: 0 }

describe("a DynamoDB on a bad day", () => {
  it(
    "loses no step and makes none twice, also where the client library repeats a write that was done",
    () =>
      inTrial("dynamodb", async ({ chance, clients, families, stage, verdict }) => {
        const unruly = await startUnrulyDynamodb(stage.dynamodb.url, chanceOf("fates"))
        const settings = { DYNAMODB_ENDPOINT: unruly.endpoint }
        await Promise.all(["one", "other"].map((name) => stage.startServing(name, settings)))
        unruly.misbehave(bad)
        const queue = families.asLongAs((given) => given < enrollments)
        await walkAll(clients, queue, chance, atOnce)
        unruly.misbehave(none)
        const tries = unruly.tries()
        assert.isAbove(tries.filter((count) => count > 1).length, enrollments, "nothing was tried again")
        assert.isEmpty(tries.filter((count) => count > 3), "more than the one layer tries again")
        report("F4", {
          calls: tries.length,
          calls_tried_again: tries.filter((count) => count > 1).length,
          answers_503: clients.history.filter(({ status }) => status === 503).length,
          ...await verdict(),
          ...latencies(clients.steps)
        })
        await unruly.stop()
      }),
    sized(600_000, 3_600_000)
  )
})
