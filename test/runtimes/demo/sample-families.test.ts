import { assert, describe, it } from "@effect/vitest"
import { lastNames } from "../../../src/runtimes/sample/names.ts"
import { end, inTemporaryFolder, runCli, runToEnd, startOn } from "../processes.ts"

interface Row {
  readonly enrollment_id: string
  readonly status: string
  readonly completed_steps: number
  readonly student_last_name: string
  readonly parent_email: string
  readonly provisioning_state: string
}

const keep = (folder: string, environment: Readonly<Record<string, string>> = {}) =>
  runToEnd("src/runtimes/demo.ts", ["--keep"], { DATA_DIR: folder, ...environment })

/** Asks the service as one of the seeded staff. */
const asking = async (base: string, folder: string, role: string) => {
  const { stdout } = await runCli(["token", "--role", role, "--email", `${role}@example.test`, "--school", "1"], {
    DATA_DIR: folder
  })
  const headers = { authorization: `Bearer ${stdout.trim()}`, "content-type": "application/json" }
  return async <A>(method: string, path: string, body?: object): Promise<A> => {
    const answer = await fetch(base + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    assert.strictEqual(answer.status, 200, `${method} ${path}`)
    return await answer.json() as A
  }
}

const countsOf = (values: ReadonlyArray<string | number>) =>
  Object.fromEntries(Object.entries(Object.groupBy(values, String)).map(([value, all]) => [value, all?.length]))

describe("the sample families", () => {
  it(
    "stand at every stage in the data folder, and the one that needs attention is mended by editing step 4",
    () =>
      inTemporaryFolder(async (folder) => {
        const made = await keep(folder)
        assert.strictEqual(made.code, 0, made.stderr)
        const service = await startOn(folder)
        try {
          const ask = await asking(service.base, folder, "registrar")
          const list = async () =>
            (await ask<{ readonly enrollments: ReadonlyArray<Row> }>("GET", "/staff/enrollments?school_id=1&limit=200"))
              .enrollments
          const rows = await list()
          assert.strictEqual(rows.length, 35)
          assert.strictEqual(new Set(rows.map(({ parent_email }) => parent_email)).size, 34)
          assert.deepStrictEqual(countsOf(rows.map(({ completed_steps }) => completed_steps)), {
            0: 4,
            1: 4,
            2: 5,
            3: 5,
            4: 7,
            5: 3,
            6: 7
          })
          assert.deepInclude(countsOf(rows.map(({ status }) => status)), { declined: 1, withdrawn: 2 })
          const { invitations } = await ask<{ readonly invitations: ReadonlyArray<{ readonly status: string }> }>(
            "GET",
            "/parent-invitations?limit=200"
          )
          const expected = { accepted: 35, sent: 3, expired: 2, revoked: 1 }
          assert.deepStrictEqual(countsOf(invitations.map(({ status }) => status)), expected)

          const [poor, ...others] = rows.filter(({ provisioning_state }) => provisioning_state === "needs_attention")
          assert.deepStrictEqual(others, [])
          const at = `/admissions/enrollments/${poor?.enrollment_id}`
          assert.include(made.stdout, `${poor?.enrollment_id} needs attention`)
          const { steps } = await ask<{ readonly steps: Record<string, { readonly data: Record<string, object> }> }>(
            "GET",
            at
          )
          const data = steps["4"]?.data
          const last_name = poor?.student_last_name.split("-")[0]
          await ask("PUT", `${at}/steps/4`, { ...data, student_info: { ...data?.["student_info"], last_name } })
          const states = async () => countsOf((await list()).map(({ provisioning_state }) => provisioning_state))
          while ("pending" in await states());
          assert.deepStrictEqual(await states(), { applied: 17, not_due: 18 })

          const again = await keep(folder)
          assert.deepStrictEqual([again.code, again.stdout], [0, `The sample families are in ${folder} already.\n`])
          assert.strictEqual((await list()).length, 35)
          for (const { student_last_name } of await list()) assert.include(lastNames, student_last_name.split("-")[0])
        } finally {
          await end(service, "SIGTERM")
        }
      }),
    240_000
  )

  it("go nowhere but into embedded stores", () =>
    inTemporaryFolder(async (folder) => {
      const { code, stderr, stdout } = await keep(folder, { DATABASE_URL: "postgres://db.test/tsa" })
      assert.deepStrictEqual([code, stdout], [1, ""])
      assert.include(stderr, "embedded stores only")
    }), 60_000)
})
