import { assert, describe, it } from "@effect/vitest"
import { probeEveryMs } from "../../../src/domain/provisioning/circuit.ts"
import { familiesOf, type Family } from "../../exposition.ts"
import { makeService, type Service, walked } from "../harness.ts"

const scraped = async ({ call }: Service) => familiesOf((await call(undefined, "GET", "/metrics")).body as string)

type Labels = Readonly<Record<string, string>>

/** Metrics belong to the process, so tests look at what was added. */
const valueOf = (families: ReadonlyMap<string, Family>, name: string, labels: Labels): number =>
  families.get(name.replace(/_(count|sum)$/, ""))?.samples.find((sample) =>
    sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value)
  )?.value ?? 0

const added = async (service: Service, name: string, labels: Labels, work: () => Promise<unknown>) => {
  const before = valueOf(await scraped(service), name, labels)
  await work()
  return valueOf(await scraped(service), name, labels) - before
}

describe("the metrics", () => {
  it("are in Prometheus's format, with figures that are known before anything happened", async () => {
    const service = await makeService()
    const families = await scraped(service)
    const counters = ["tsa_provisioning_attempts_total", "tsa_provisioning_refused_total", "tsa_mail_total"]
    for (const name of [...counters, "tsa_store_call_failures_total"]) {
      assert.strictEqual(families.get(name)?.type, "counter", name)
    }
    assert.strictEqual(families.get("tsa_circuit_open")?.type, "gauge")
    await service.dispose()
  })

  it("time requests by template, method and class; what strangers send makes no series", async () => {
    const service = await makeService()
    const { app, call } = service
    const labels = { route: "/admissions/enrollments/:id", method: "GET" }
    const name = "tsa_http_request_seconds_count"
    const at = await walked(service, 1)
    assert.strictEqual(await added(service, name, { ...labels, status: "2xx" }, () => call("ann", "GET", at)), 1)
    assert.strictEqual(await added(service, name, { ...labels, status: "4xx" }, () => call(undefined, "GET", at)), 1)
    const before = (await scraped(service)).get("tsa_http_request_seconds")?.samples.length ?? 0
    for (let index = 0; index < 20; index++) {
      await app.request(`/nobody/knows/${index}`, { method: "GET" })
      await app.request(`/nobody/knows/${index}`, { method: `BREW${index}` })
      await app.request(`${at}?x=${index}`, { method: `BREW${index}` })
    }
    const families = await scraped(service)
    const samples = families.get("tsa_http_request_seconds")?.samples ?? []
    const perSeries =
      samples.filter(({ labels: { method, route, status } }) =>
        route === "none" && method === "GET" && status === "4xx"
      ).length
    assert.isAtMost(samples.length - before, 3 * perSeries)
    assert.strictEqual(valueOf(families, name, { route: "none", method: "other", status: "4xx" }) % 20, 0)
    const said = JSON.stringify([...families.values()].map(({ samples: each }) => each.map((sample) => sample.labels)))
    for (const secret of [at.split("/").at(-1) ?? "?", "TSA-", "example.test", "BREW", "nobody"]) {
      assert.notInclude(said, secret)
    }
    await service.dispose()
  })

  it("count what was refused by its code, tries, and the state of the circuit", async () => {
    const service = await makeService()
    const { call, time, weather } = service
    const path = `/staff/enrollments/${(await walked(service, 4)).split("/").at(-1)}/provision`
    const provision = () => call("registrar-1", "POST", path)
    weather.records = { refuses: "/student_info/last_name" }
    const refusals = await added(service, "tsa_provisioning_refused_total", { code: "not_allowed" }, provision)
    assert.strictEqual(refusals, 1)
    weather.records = "away"
    await provision()
    assert.strictEqual(valueOf(await scraped(service), "tsa_circuit_open", {}), 1)
    weather.records = "well"
    time.advance(probeEveryMs)
    assert.strictEqual(await added(service, "tsa_provisioning_tries_count", {}, provision), 1)
    assert.strictEqual(valueOf(await scraped(service), "tsa_circuit_open", {}), 0)
    await service.dispose()
  })

  it("count mails", async () => {
    const service = await makeService()
    assert.strictEqual(await added(service, "tsa_mail_total", { outcome: "sent" }, () => walked(service, 0)), 1)
    await service.dispose()
  })
})

describe("the reader of the format finds a planted mistake", () => {
  const good = '# HELP a_total b\n# TYPE a_total counter\na_total{c="d"} 1\n'
  const histogram = (...lines: ReadonlyArray<string>) =>
    ["# HELP h s", "# TYPE h histogram", ...lines, "h_sum 1", "h_count 2"].join("\n") + "\n"
  it.each([
    ["no last newline", good.trimEnd()],
    ["no help", "# TYPE a gauge\na 1\n"],
    ["a family twice", good + good],
    ["a series twice", `${good}a_total{c="d"} 2\n`],
    ["a label without quotes", good.replace('"d"', "d")],
    ["an unescaped quote", good.replace('"d"', '"d"d"')],
    ["no number", good.replace(" 1", " one")],
    ["a sample of another family", `${good}b 1\n`],
    ["no last bucket", histogram('h_bucket{le="1"} 2')],
    ["buckets that fall", histogram('h_bucket{le="1"} 3', 'h_bucket{le="+Inf"} 2')],
    ["a count of its own", histogram('h_bucket{le="+Inf"} 3')]
  ])("%s", (_, text) => {
    assert.throws(() => familiesOf(text))
  })

  it("and reads what is right", () => {
    assert.strictEqual(familiesOf(good).get("a_total")?.samples[0]?.labels["c"], "d")
    assert.lengthOf(familiesOf(histogram('h_bucket{le="1"} 1', 'h_bucket{le="+Inf"} 2')).get("h")?.samples ?? [], 4)
  })
})
