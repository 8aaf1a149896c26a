import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { pathToFileURL } from "node:url"
import { bundleForLambda, bytesOf, partsOf } from "../src/runtimes/bundle/for-lambda.ts"
import { newFamily } from "../test/runtimes/lambda/family.ts"
import { openFrontDoor } from "../test/runtimes/lambda/front-door.ts"
import { openStores } from "../test/runtimes/transcript/stores.ts"
import { stepBodies } from "../test/scenarios/families.ts"

const rounds = 20
const goals = { ratio: 2.8, bytes: 950_000 }
const entry = "src/runtimes/lambda.ts"

const median = (figures: ReadonlyArray<number>) =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN

/** A process that does what a cold sandbox does: it loads the bundle and answers one event. In plain JavaScript, without types. */
const runner = `
const begun = performance.now()
const { http } = await import(process.argv[2])
const imported = performance.now()
const { statusCode } = await http(JSON.parse(process.env.EVENT), { getRemainingTimeInMillis: () => 15000 })
const requestMs = performance.now() - imported
const { system, user } = process.cpuUsage()
const { rss } = process.memoryUsage()
console.log(JSON.stringify({ statusCode, importMs: imported - begun, requestMs, cpuMs: (system + user) / 1000, rss }))
process.exit(0)
`

interface Started {
  readonly wallMs: number
  readonly importMs: number
  readonly requestMs: number
  /** Of the processor, on all threads, since the process began: what other processes cannot lengthen. */
  readonly cpuMs: number
  readonly rss: number
}

const eventOf = (method: string, path: string, headers: object = {}, body?: object) => ({
  version: "2.0",
  routeKey: "$default",
  rawPath: path,
  rawQueryString: "",
  headers: { "content-type": "application/json", ...headers },
  requestContext: { domainName: "front-door.test", http: { method, path, sourceIp: "127.0.0.1" } },
  ...(body !== undefined && { body: JSON.stringify(body) }),
  isBase64Encoded: false
})

const folder = await mkdtemp(join(tmpdir(), "tsa-cold-"))
const stores = await openStores(1)
// What is logged would come before the answer.
const environment = { ...stores.environment, DATABASE_URL: "", LOG_LEVEL: "Error" }

/** From the start of the process to its answer. */
const start = async (bundle: string, event: object): Promise<Started> => {
  const begun = performance.now()
  const child = spawn(process.execPath, [join(folder, "runner.mjs"), bundle], {
    env: { ...environment, EVENT: JSON.stringify(event) },
    stdio: ["ignore", "pipe", "inherit"]
  })
  const answered = once(child.stdout, "data").then(() => performance.now() - begun)
  const [output, wallMs] = await Promise.all([text(child.stdout), answered])
  const { statusCode, ...figures } = JSON.parse(output) as Omit<Started, "wallMs"> & { readonly statusCode: number }
  if (statusCode !== 200) throw new Error(`the first request was answered ${statusCode}`)
  return { wallMs, ...figures }
}

const medians = (runs: ReadonlyArray<Started>) => ({
  wall_ms: Math.round(median(runs.map(({ wallMs }) => wallMs))),
  import_ms: Math.round(median(runs.map(({ importMs }) => importMs))),
  cpu_ms: Math.round(median(runs.map(({ cpuMs }) => cpuMs))),
  first_request_ms: Math.round(median(runs.map(({ requestMs }) => requestMs))),
  rss_mb: Math.round(median(runs.map(({ rss }) => rss)) / 2 ** 20)
})

try {
  await writeFile(join(folder, "runner.mjs"), runner)
  await bundleForLambda("bench/hello.ts", join(folder, "hello"))
  const metafile = await bundleForLambda(entry, join(folder, "lambda"))
  const [hello, ours] = ["hello/hello.mjs", "lambda/lambda.mjs"].map((file) => pathToFileURL(join(folder, file)).href)

  Object.assign(process.env, environment)
  const { http } = await import(ours ?? "") as { readonly http: (event: unknown) => Promise<unknown> }
  const door = await openFrontDoor({}, http)
  const family = await newFamily(door.base, stores)
  await door.close()
  /** The family's own step, other than the time before: it is decided and written. */
  const step = (round: number) =>
    eventOf("PUT", `${family.at}/steps/1`, { authorization: `Bearer ${family.token}` }, {
      ...stepBodies("Cold")[1],
      additional_questions: `Is there a bus, and for the ${round}th time?`
    })

  const runs = { hello: [] as Array<Started>, ours: [] as Array<Started> }
  for (let round = 0; round <= rounds; round++) {
    const pair = [await start(hello ?? "", eventOf("GET", "/")), await start(ours ?? "", step(round))] as const
    // The first pair warms the file cache.
    if (round > 0) [runs.hello, runs.ours].forEach((all, index) => all.push(...pair.slice(index, index + 1)))
  }

  const ratio = (figure: (run: Started) => number) =>
    Number((median(runs.ours.map(figure)) / median(runs.hello.map(figure))).toFixed(2))
  const { all, eager } = bytesOf(metafile, entry)
  const result = {
    hello: medians(runs.hello),
    first_step: medians(runs.ours),
    cold_to_hello: { ratio: ratio(({ wallMs }) => wallMs), goal: goals.ratio, cpu_ratio: ratio(({ cpuMs }) => cpuMs) },
    bundle: {
      bytes: all,
      goal: goals.bytes,
      loaded_at_once: eager,
      parts: Object.fromEntries(partsOf(metafile).filter(([, bytes]) => bytes >= 1000))
    }
  }
  if (process.argv.includes("--json")) console.log(JSON.stringify(result))
  else {
    for (const [name, figures] of [["hello, world", result.hello], ["first step", result.first_step]] as const) {
      const { cpu_ms, first_request_ms, import_ms, rss_mb, wall_ms } = figures
      console.log(
        `${
          name.padEnd(14)
        } ${wall_ms} ms (import ${import_ms}, first request ${first_request_ms}), processor ${cpu_ms} ms, ${rss_mb} MB`
      )
    }
    const { cpu_ratio, ratio } = result.cold_to_hello
    console.log(
      `  ratio ${ratio}, goal ${goals.ratio}; of the processor ${cpu_ratio} (${rounds} processes each, interleaved)`
    )
    console.log(`bundle         ${all} bytes, goal ${goals.bytes}; ${eager} loaded at once`)
    for (const [part, bytes] of Object.entries(result.bundle.parts)) console.log(`  ${`${bytes}`.padStart(7)}  ${part}`)
  }
} finally {
  await stores.stop()
  await rm(folder, { recursive: true, force: true })
}
// The table's connections were opened by the bundle in this process, for its life.
process.exit()
