import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { parseArgs } from "node:util"
import { type Counted, startCounting } from "./counting-dynamodb.ts"
import { openOurs } from "./our-side.ts"
import { root, type Side } from "./side.ts"

/**
 * Counts the calls to DynamoDB of a journey of six steps, and the capacity that they use: for a family that takes all steps in one go, and
 * for one that pauses between them, so that a sweep comes by. Invitation and begin are not counted. Then it measures the service at rest.
 */
const { values } = parseArgs({
  options: {
    enrollments: { type: "string", default: "20" },
    json: { type: "boolean", default: false },
    rest: { type: "string", default: "20" }
  }
})
const enrollments = Number(values.enrollments)
const restSeconds = Number(values.rest)
/** Longer than events stay in their enrollment (milliseconds). */
const pauseMs = 30_000

const bodies = await Promise.all(
  [1, 2, 3, 4, 5, 6].map(async (step) =>
    JSON.parse(await readFile(join(root, `src/http/portal/examples/step-${step}.json`), "utf8")) as {
      readonly student_info?: object
    }
  )
)

const counting: Array<Awaited<ReturnType<typeof startCounting>>> = []
const side = await openOurs(root, {
  flags: undefined,
  before: async (endpoint) => {
    const started = await startCounting(endpoint)
    counting.push(started)
    return started.endpoint
  }
})
const [counter] = counting
if (counter === undefined) throw new Error("nothing counts")

const begun = async () => {
  const all: Array<Awaited<ReturnType<Side["begin"]>>> = []
  for (let n = 0; n < enrollments; n++) all.push(await side.begin())
  await sleep(pauseMs)
  counter.count()
  return all
}

/** Returns the calls and capacity of one journey, without those that the service needs at rest anyway. */
const perJourney = ({ calls, read, written }: Counted, rest: Counted, seconds: number) => {
  const each = (total: number, atRest: number) => Math.max(0, (total - atRest * seconds / restSeconds) / enrollments)
  return {
    calls: Object.fromEntries(
      Object.entries(calls).map(([operation, count]) => [operation, each(count, rest.calls[operation] ?? 0)])
    ),
    read: each(read, rest.read),
    written: each(written, rest.written)
  }
}

const journey = async (rest: Counted, pause: number) => {
  const all = await begun()
  const began = performance.now()
  for (const [index, body] of bodies.entries()) {
    for (const { first_name, id } of all) {
      const own = body.student_info === undefined
        ? body
        : { ...body, student_info: { ...body.student_info, first_name } }
      await side.call("PUT", `/admissions/enrollments/${id}/steps/${index + 1}`, own)
    }
    await sleep(pause)
  }
  await sleep(pauseMs)
  return perJourney(counter.count(), rest, (performance.now() - began) / 1000)
}

try {
  await sleep(5000)
  counter.count()
  const before = await side.cpuMs()
  await sleep(restSeconds * 1000)
  const cpu = (await side.cpuMs() - before) / (restSeconds * 10)
  const rest = counter.count()
  const inOneGo = await journey(rest, 0)
  const withPauses = await journey(rest, pauseMs)
  const perSecond = Object.values(rest.calls).reduce((sum, count) => sum + count, 0) / restSeconds
  if (values.json) console.log(JSON.stringify({ inOneGo, withPauses, rest: { calls_per_second: perSecond, cpu } }))
  else {
    console.log(`Per journey of six steps, of ${enrollments}, by the units that dynoxide tells:`)
    for (const [name, { calls, read, written }] of [["in one go", inOneGo], ["with pauses", withPauses]] as const) {
      const said = Object.entries(calls).map(([operation, count]) => `${count.toFixed(1)} ${operation}`)
      console.log(
        `${name.padEnd(12)} ${read.toFixed(1)} read units, ${written.toFixed(1)} write units: ${said.join(", ")}`
      )
    }
    console.log(`${"at rest".padEnd(12)} ${perSecond.toFixed(1)} calls a second, ${cpu.toFixed(2)} % of a core`)
  }
} finally {
  await side.stop()
  counter.stop()
}
process.exit(0)
