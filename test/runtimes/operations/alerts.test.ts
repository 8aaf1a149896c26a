import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { parser } from "@prometheus-io/lezer-promql"
import { readFileSync } from "node:fs"
import { parse } from "yaml"
import { familiesOf } from "../../exposition.ts"
import { newFamily } from "../../scenarios/families.ts"
import { eventually, openPlace, type Place } from "../../scenarios/place.ts"
import { anchorOf, headingsOf, operations } from "./operations-document.ts"

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly labels: { readonly severity: string }
  readonly annotations: { readonly summary: string; readonly runbook_url: string }
}

/** Metrics that exist once the first comparison of both stores has ended. */
const awaited = ["tsa_reconcile_findings", "tsa_reconcile_finished_timestamp_seconds"]
/** Headings that no alert leads to, because somebody plays them on purpose. */
const drills = ["Restore drill"]

const rules =
  (parse(readFileSync("docs/alerts.yml", "utf8")) as { readonly groups: ReadonlyArray<{ rules: Array<Rule> }> })
    .groups.flatMap((group) => group.rules)

/** Returns the metrics and labels that an expression asks for, by Prometheus's own grammar. What that cannot read is an error. */
const askedBy = (expr: string) => {
  const metrics: Array<string> = []
  const labels: Array<string> = []
  parser.parse(expr).iterate({
    enter: ({ from, node, to, type }) => {
      const text = expr.slice(from, to)
      if (type.isError) throw new Error(`no PromQL at ${from}: ${expr}`)
      if (type.name === "Identifier" && node.parent?.type.name === "VectorSelector") metrics.push(text)
      if (type.name === "LabelName") labels.push(text)
    }
  })
  return { metrics, labels }
}

let place: Place
let metrics: string
beforeAll(async () => {
  place = await openPlace()
  const service = await place.start()
  const family = await newFamily(place, service.base)
  await family.steps(1, 2, 3, 4)
  await eventually(family.get, (body) => body.student_records.state === "applied")
  metrics = await eventually(
    async () => (await fetch(`${service.base}/metrics`)).text(),
    (text) => text.includes('part="sweep"') && text.includes("tsa_outbox_depth")
  )
  await service.stop()
}, 60_000)
afterAll(() => place.stop())

describe("the alert rules", () => {
  it("ask only for metrics and labels that the service has", () => {
    const families = familiesOf(metrics)
    const known = new Set([...families.values()].flatMap(({ samples }) => samples.map(({ name }) => name)))
    const labels = new Set(
      [...families.values()].flatMap(({ samples }) => samples.flatMap((each) => Object.keys(each.labels)))
    )
    assert.isAbove(rules.length, 11)
    for (const { alert, expr } of rules) {
      const asked = askedBy(expr)
      assert.isAbove(asked.metrics.length, 0, alert)
      for (const name of asked.metrics) assert.isTrue(known.has(name) || awaited.includes(name), `${alert}: ${name}`)
      for (const label of asked.labels) assert.isTrue(labels.has(label) || label === "kind", `${alert}: ${label}`)
    }
  })

  it("have a severity, a summary, and a runbook that exists; each runbook has its alert", () => {
    const headings = headingsOf(operations)
    const from = headings.findIndex(({ depth, text }) => depth === 2 && text === "Runbooks")
    const after = headings.slice(from + 1)
    const upTo = after.findIndex(({ depth }) => depth === 2)
    const runbooks = (upTo < 0 ? after : after.slice(0, upTo)).map(({ text }) => anchorOf(text))
    const asked = rules.map(({ annotations }) => annotations.runbook_url)
    assert.sameMembers(asked, runbooks.map((anchor) => `docs/operations.md#${anchor}`))
    assert.strictEqual(new Set(rules.map(({ alert }) => alert)).size, rules.length)
    for (const { annotations, labels } of rules) {
      assert.include(["page", "ticket"], labels.severity)
      assert.match(annotations.summary, /^[A-Z].{20,}\.$/)
    }
    const others = headings.filter(({ depth, text }) => depth === 2 && text.endsWith("drill")).map(({ text }) => text)
    for (const text of others) assert.include(drills, text)
  })

  it("lead to links that lead somewhere", () => {
    const anchors = headingsOf(operations).map(({ text }) => anchorOf(text))
    const links = [...operations.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = ""]) => anchor)
    assert.isAbove(links.length, 5)
    for (const link of links) assert.include(anchors, link)
  })

  it("are read as Prometheus reads them: a planted mistake is found", () => {
    assert.throws(() => askedBy("sum(rate(tsa_x[5m]) > "))
    assert.throws(() => askedBy("tsa_x{a=b}"))
    assert.deepStrictEqual(askedBy('max by (part) (tsa_x{kind="a"}) > 1'), {
      metrics: ["tsa_x"],
      labels: ["part", "kind"]
    })
  })
})
