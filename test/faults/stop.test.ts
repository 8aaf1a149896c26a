import { assert, describe, it } from "@effect/vitest"
import { get } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { sized } from "../history/sizes.ts"
import { chanceOf } from "./chance.ts"
import { report } from "./report.ts"
import { inTrial } from "./trial.ts"
import { walkAll } from "./walks.ts"

const stops = sized(5, 50)
const atOnce = 24
const patienceMs = 10_000

/** Returns whether the service accepts and answers a request on a new connection. */
const onNewConnection = (base: string | undefined) =>
  new Promise<boolean>((resolve) => {
    get(`${base}/health/live`, { agent: false }, (response) => response.resume().once("end", () => resolve(true)))
      .once("error", () => resolve(false))
  })

describe("a service that is told to stop under load", () => {
  it(
    "answers what it took and ends within 10 seconds; what came too late goes to the next",
    () =>
      inTrial("stop", async ({ chance, clients, families, stage, verdict }) => {
        const moments = chanceOf("moments")
        let isOver = false
        const queue = families.asLongAs(() => !isOver)
        const walking = walkAll(clients, queue, chance, atOnce)
        const took: Array<number> = []
        let taken = 0
        let service = await stage.startServing("a")
        for (let stop = 0; stop < stops; stop++) {
          await sleep(200 + moments() * 500)
          // Every walker now waits for this service, which waits for its workflow store.
          stage.dynamodb.hold()
          for (let wait = 0; wait < 1000 && clients.underWay(service.base).length < atOnce; wait++) await sleep(10)
          const asked = clients.underWay(service.base)
          assert.isAtLeast(asked.length, atOnce)
          // Once these requests on later connections are answered, everything sent before has certainly been accepted.
          for (let turn = 0; turn < 3; turn++) await onNewConnection(service.base)
          const next = stage.startServing(stop % 2 === 0 ? "b" : "a")
          const began = performance.now()
          const ended = service.kill("SIGTERM")
          while (await onNewConnection(service.base)) await sleep(5)
          taken += asked.length
          stage.dynamodb.letGo()
          assert.strictEqual(
            await Promise.race([ended, sleep(patienceMs, "late")]),
            0,
            "it did not end by itself in time"
          )
          took.push(performance.now() - began)
          const dropped = (await Promise.all(asked)).filter((exchange) => (exchange?.status ?? 0) === 0).length
          assert.strictEqual(dropped, 0, "requests that were under way got no answer")
          service = await next
        }
        isOver = true
        await walking
        report("F10", {
          stops,
          requests_under_way: taken,
          slowest_stop_ms: Math.round(Math.max(...took)),
          ...await verdict()
        })
      }),
    sized(600_000, 3_600_000)
  )
})
