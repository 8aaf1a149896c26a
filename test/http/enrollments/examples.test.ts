import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { readFileSync } from "node:fs"
import { decodeStepData } from "../../../src/domain/enrollment/steps/decode-step.ts"
import { type StepNumber, stepNumbers } from "../../../src/domain/enrollment/steps/step.ts"
import { document } from "../../security/document.ts"
import { validatorOf } from "../../security/fuzz/values.ts"
import { begun, makeService } from "../harness.ts"

const example = (step: StepNumber) =>
  JSON.parse(readFileSync(`src/http/portal/examples/step-${step}.json`, "utf8")) as Record<string, unknown>

const today = "2026-12-01"
const decoded = (step: StepNumber, data: unknown) => Result.getOrThrow(decodeStepData(step, data, { today }))

/** Returns the bodies in the README, with the days of the examples. */
const readmeBodies = () => {
  const readme = readFileSync("README.md", "utf8")
  return [...readme.matchAll(/^step ([1-6]) (?:'([^']*)'|"((?:[^"\\]|\\.)*)")$/gm)].map(([, step, single, double]) => {
    const number = Number(step) as StepNumber
    const day = Object.values(example(number)).find((value) => /^\d{4}-\d\d-\d\d$/.test(String(value)))
    const text = single ?? (double ?? "").replaceAll('\\"', '"').replace(/\$\(day \d+\)/, String(day))
    return { step: number, body: JSON.parse(text) as object }
  })
}

/** Returns the places where a value differs from what another says, or says more. */
const beyond = (part: unknown, whole: unknown, at = ""): ReadonlyArray<string> =>
  typeof part === "object" && part !== null && !Array.isArray(part)
    ? Object.entries(part).flatMap(([key, each]) =>
      beyond(each, (whole as Record<string, unknown> | undefined)?.[key], `${at}/${key}`)
    )
    : JSON.stringify(part) === JSON.stringify(whole)
    ? []
    : [at]

describe("the example of each step", () => {
  it("is taken by the step as it is, one after the other", async () => {
    const service = await makeService({ start: `${today}T18:00:00Z` })
    const at = await begun(service)
    for (const step of stepNumbers) {
      const answer = await service.call("ann", "PUT", `${at}/steps/${step}`, example(step))
      assert.strictEqual(answer.status, 200, JSON.stringify(answer.body))
    }
    await service.dispose()
  })

  it("is the example of the step's body in the document, as the document wants it, with every field", async () => {
    const { call, dispose } = await makeService()
    const { body } = await call(undefined, "GET", "/openapi.json")
    await dispose()
    for (const step of stepNumbers) {
      const media = body.paths[`/admissions/enrollments/{id}/steps/${step}`].put.requestBody.content["application/json"]
      assert.deepStrictEqual(media.example, example(step))
      assert.isTrue(validatorOf(document.schemas)(media.schema, example(step)))
      const { properties } = body.components.schemas[media.schema.$ref.split("/").at(-1)]
      assert.hasAllKeys(example(step), Object.keys(properties))
      for (const [name, { properties: inner }] of Object.entries<{ properties?: object }>(properties)) {
        if (inner !== undefined) assert.hasAllKeys(example(step)[name], Object.keys(inner))
      }
    }
  })

  it("says whatever README.md says, and more", () => {
    const bodies = readmeBodies()
    assert.deepStrictEqual(bodies.map(({ step }) => step), [...stepNumbers])
    assert.deepStrictEqual(
      bodies.flatMap(({ body, step }) => beyond(decoded(step, body), decoded(step, example(step)), `step ${step}`)),
      []
    )
  })
})
