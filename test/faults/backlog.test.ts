import { assert, describe, it } from "@effect/vitest"
import { setTimeout as sleep } from "node:timers/promises"
import { isLong, sized } from "../history/sizes.ts"
import { acceptedUpToStep4 } from "./accepted.ts"
import { pendingIn } from "./quiet.ts"
import { latencies, report } from "./report.ts"
import { inTrial } from "./trial.ts"
import { forEveryFamily, walkAll } from "./walks.ts"

const backlog = sized(2000, 20_000)
const overHttp = sized(40, 200)
/** How long PostgreSQL has been away, according to the times in the items. */
const ago = isLong ? 3_600_000 : 0
const stalledMs = 30_000

describe("a PostgreSQL that was away for long", () => {
  it(
    "is given all that waited for it, while families go on",
    () =>
      inTrial("backlog", async ({ chance, clients, families, stage, verdict }) => {
        stage.postgres.refuse()
        await Promise.all(["one", "other"].map((name) => stage.startServing(name)))
        const direct = families.asLongAs((given) => given < backlog - overHttp)
        await forEveryFamily(direct, 16, async (family) => {
          clients.history.push(await stage.inDirectory(acceptedUpToStep4(family, ago)))
        })
        const firstOnes = families.asLongAs((given) => given < overHttp)
        await walkAll(clients, firstOnes, chance, 16)
        const asked = clients.steps.length
        const away = latencies(clients.steps)
        const held = async () => Number((await stage.rows("SELECT count(*) FROM students"))[0]?.["count"])
        assert.strictEqual(await held(), 0)

        let isOver = false
        const more = families.asLongAs(() => !isOver)
        const walking = walkAll(clients, more, chance, 4)
        stage.postgres.speak()
        const began = performance.now()
        let [first, moved, last] = [0, began, 0]
        while (last < backlog) {
          const now = await held()
          if (now > 0 && first === 0) first = performance.now()
          if (now > last) moved = performance.now()
          assert.isBelow(performance.now() - moved, stalledMs, `it stays at ${last}`)
          last = now
          await sleep(50)
        }
        const drained = performance.now()
        const meanwhile = latencies(clients.steps.slice(asked))
        isOver = true
        await walking
        report("F9", {
          backlog,
          ms_until_the_first: Math.round(first - began),
          ms_from_first_to_last: Math.round(drained - first),
          per_second: Math.round(backlog / (drained - first) * 1000),
          p99_ms_of_steps_while_it_was_away: away.p99_ms,
          p50_ms_of_steps_meanwhile: meanwhile.p50_ms,
          p99_ms_of_steps_meanwhile: meanwhile.p99_ms,
          steps_meanwhile: meanwhile.answers,
          still_pending: await pendingIn(stage),
          ...await verdict()
        })
      }),
    sized(600_000, 3_600_000)
  )
})
