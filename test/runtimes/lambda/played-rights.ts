import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { startIssuer } from "../../adapters/issuer.ts"
import { issuerKey } from "../../fixtures/id-tokens.ts"
import { eventually } from "../../scenarios/place.ts"
import type { Template } from "../template.ts"
import { metricsToken, playOperations } from "./played-operations.ts"
import { startUnderRoles, type UnderRoles } from "./under-roles.ts"

/** Services of AWS that the code itself asks; the rest of a role is for Lambda. */
const isAsked = (right: string) => /^(dynamodb:\w+ \{Table\.Arn\}|ses:|secretsmanager:)/.test(right)

/** What functions do under the roles of the template, and no other. */
export const rightsPlayed = (template: () => Template) =>
  describe("under the very roles of the template", () => {
    const key = issuerKey("one")
    let issuer: Awaited<ReturnType<typeof startIssuer>>
    let under: UnderRoles
    beforeAll(async () => {
      issuer = await startIssuer(() => key.keys)
      under = await startUnderRoles(template(), {
        OIDC_ISSUERS: JSON.stringify([{ issuer: issuer.base, audience: "portal" }]),
        METRICS_TOKEN: metricsToken,
        RECONCILE_HOURS: "1"
      })
    }, 120_000)
    afterAll(async () => {
      await under?.stop()
      await issuer.close()
    })

    const refused = () => Object.values(under.roles).map((role) => [...role.refused])

    it("every operation is answered, whoever may ask for it, again and again", async () => {
      assert.deepStrictEqual(await playOperations(under, key, issuer.base), [])
      assert.deepStrictEqual(refused(), [[], [], []])
    }, 300_000)

    it("the stream, the schedule, records, mail and the comparison of the stores go on", async () => {
      await eventually(async () => {
        await under.lambda.sweep()
        return under.mails()
      }, (mails) => mails > 1)
      const students = await eventually(() => under.stores.rows("SELECT 1 FROM students"), (rows) => rows.length > 0)
      assert.isNotEmpty(students)
      assert.isEmpty(under.lambda.deadLetters)
      assert.deepStrictEqual(refused(), [[], [], []])
    }, 120_000)

    it("no right on what the code asks is one that nothing uses", () => {
      const idle = Object.entries(under.roles).flatMap(([name, { rights, used }]) =>
        rights.filter((right) => isAsked(right) && !used.has(right)).map((right) => `${name}: ${right}`)
      )
      assert.deepStrictEqual(idle, [])
    })
  })
