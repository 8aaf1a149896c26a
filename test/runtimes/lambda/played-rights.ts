import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { startIssuer } from "../../adapters/issuer.ts"
import { issuerKey } from "../../fixtures/id-tokens.ts"
import { caller } from "../../scenarios/families.ts"
import { eventually } from "../../scenarios/place.ts"
import type { Template } from "../operations/template.ts"
import { newFamily } from "./family.ts"
import { metricsToken, playOperations } from "./played-operations.ts"
import { startUnderRoles, type UnderRoles } from "./under-roles.ts"

const actionIn = (right: string): string => right.split(" ")[0] ?? ""

/** The AWS services that the code itself calls; the rest of a role is for Lambda. */
const isAsked = (right: string) => /^(dynamodb:\w+ \{Table\.Arn\}|ses:|secretsmanager:)/.test(right)

/** What functions do under the roles of the template, and under no other. */
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
      // Compares the stores, which staff have not done yet.
      await under.lambda.sweep()
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

    it("the stream and the schedule make records, send mail and compare the stores, each alone", async () => {
      const students = () => under.stores.rows("SELECT 1 FROM students")
      assert.isNotEmpty(await eventually(students, (rows) => rows.length > 0))
      under.lambda.dropWakeUps(true)
      // Everybody had to sign in again a moment ago, so tokens of that second are void.
      await eventually(async () => {
        const token = await under.stores.mint("coach", "coach@example.test", "coach-1", "Casey Coach")
        return caller(under.lambda.base, token)("GET", "/auth/me")
      }, ({ status }) => status === 200)
      const family = await newFamily(under.lambda.base, under.stores)
      await family.steps(1, 2, 3, 4)
      const mails = under.mails()
      await eventually(async () => {
        await under.lambda.sweep()
        return family.records()
      }, ({ state }) => state === "applied")
      assert.isAbove(under.mails(), mails)
      assert.isEmpty(under.lambda.deadLetters)
      assert.deepStrictEqual(refused(), [[], [], []])
    }, 120_000)

    it("no right is one that nothing uses", () => {
      const idle = Object.entries(under.roles).flatMap(([name, { rights, used }]) => {
        const inUse = new Set([...used].map(actionIn))
        return [...new Set(rights.filter(isAsked).map(actionIn))].filter((action) => !inUse.has(action))
          .map((action) => `${name}: ${action}`)
      })
      assert.deepStrictEqual(idle, [])
    })
  })
