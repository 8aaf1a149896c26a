import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { readdir } from "node:fs/promises"
import { configurationOf } from "../../../src/runtimes/settings/node.ts"
import { end, inTemporaryFolder, runCli, runToEnd, startOn } from "../processes.ts"

const cli = (words: string, dataDir: string, environment: Readonly<Record<string, string>> = {}) =>
  runCli(words.split(" "), { DATA_DIR: dataDir, ...environment })

const lastLine = (text: string) => text.trimEnd().split("\n").at(-1) ?? ""

const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

describe("the command line", () => {
  it("says the same from its sources as the bundle of the image does", async () => {
    const fromSources = await runToEnd("src/runtimes/cli.ts", ["--help"])
    assert.include(fromSources.stdout, "The command line of tsa-enrollment.")
    assert.deepStrictEqual(await runCli(["--help"]), fromSources)
  })

  it("does the same without and beside a running service", () =>
    inTemporaryFolder(async (folder) => {
      const before = await cli(
        "schools add --id 7 --name Seven --time-zone America/Denver --provision-at payment",
        folder
      )
      assert.strictEqual(before.code, 0, before.stderr)
      const service = await startOn(folder)
      try {
        const beside = await cli("schools add --id 8 --name Eight --time-zone America/Denver", folder)
        assert.strictEqual(beside.code, 0, beside.stderr)
        assert.match((await cli("schools list", folder)).stdout, /^7 +Seven +America\/Denver +payment +yes$/m)
        const { schools } = JSON.parse((await cli("schools list --json", folder)).stdout) as {
          schools: ReadonlyArray<{ school_id: number; policy: { provision_at: string } }>
        }
        assert.deepStrictEqual(schools.map(({ school_id }) => school_id), [1, 7, 8])
        assert.strictEqual(schools[1]?.policy.provision_at, "payment")
        const again = await cli("schools add --id 8 --name Eight --time-zone America/Denver", folder)
        assert.strictEqual(again.code, 1)
        assert.include(again.stderr, "/problems/school-exists")
        const added = await cli("people add --email kim@example.test --role staff --school 7 --name Kim --json", folder)
        const { person } = JSON.parse(added.stdout) as { person: { person_id: string } }
        const people = async (words: string) => {
          const { code, stderr, stdout } = await cli(`people ${words}`, folder)
          assert.deepStrictEqual([code, stderr], [0, ""], words)
          return stdout
        }
        await people(`grant ${person.person_id} --role coach`)
        await people(`revoke ${person.person_id} --role registrar --school 7 --yes`)
        const asked = await people(`merge-address ${person.person_id} --email kim.new@example.test --yes --json`)
        assert.include(asked, "pending")
        const released = await people(`release-address ${person.person_id} --email kim.new@example.test --yes --json`)
        assert.notInclude(released, "pending")
        assert.match(await people("list --school 7"), /kim@example\.test +Kim +coach@\* +never$/m)
        const listed = JSON.parse(await people("list --school 7 --unseen-days 30 --json")) as {
          people: ReadonlyArray<object>
        }
        const addresses = [{ email: "kim@example.test", state: "present" }]
        const expected = {
          email: "kim@example.test",
          addresses,
          name: "Kim",
          grants: [{ role: "coach", school_id: "*" }]
        }
        assert.deepInclude(listed.people, { person_id: person.person_id, ...expected, signed_in_at: null })
        const refused = await cli("provisioning list", folder)
        assert.deepStrictEqual([refused.code, lastLine(refused.stdout)], [0, "0 found"], refused.stderr)
        assert.strictEqual(lastLine((await cli("provisioning retry --school 7", folder)).stdout), "0 due now")
        const unknown = await cli("provision TSA-ENROLL-20241208-ABC12345", folder)
        assert.strictEqual(unknown.code, 1)
        assert.include(unknown.stderr, "/problems/enrollment-not-found")
        const compared = await cli("reconcile --repair --school 7", folder)
        assert.deepStrictEqual([compared.code, compared.stderr], [0, ""])
        assert.include(compared.stdout, "0 enrollments (0 with records due), 0 students: they agree.")
        const report = JSON.parse((await cli("reconcile --json", folder)).stdout) as Record<string, unknown>
        assert.deepInclude(report, { schools: "*", progress: 1, repair: false, findings: [] })
      } finally {
        assert.strictEqual(await end(service, "SIGTERM"), 0)
      }
    }), 120_000)

  it(
    "mints tokens that the service takes, and enters new people with the role asked for",
    () =>
      inTemporaryFolder(async (folder) => {
        const early = lastLine(
          (await cli("token --role coach --email Dana@Example.test --school 1 --id c-17 --name Dana", folder)).stdout
        )
        const service = await startOn(folder)
        try {
          const invitations = await fetch(`${service.base}/parent-invitations`, as(early))
          assert.strictEqual(invitations.status, 200)
          assert.strictEqual((await fetch(`${service.base}/staff/provisioning`, as(early))).status, 403)
          const late = lastLine((await cli("token --role staff --email dana@example.test --school 1", folder)).stdout)
          assert.strictEqual((await fetch(`${service.base}/staff/provisioning`, as(late))).status, 200)
          const parent = lastLine((await cli("token --role parent --email ann@example.test --school 1", folder)).stdout)
          assert.strictEqual((await fetch(`${service.base}/admissions/enrollments`, as(parent))).status, 200)
          assert.strictEqual((await fetch(`${service.base}/parent-invitations`, as(parent))).status, 403)
        } finally {
          await end(service, "SIGTERM")
        }
      }),
    60_000
  )

  it("prints keys that the configuration takes, others each time", () =>
    inTemporaryFolder(async (folder) => {
      const [one, other] = await Promise.all([cli("keys", folder), cli("keys", folder)])
      const settings = JSON.parse(one.stdout) as Readonly<Record<string, string>>
      const { sealKey, signingKey } = await Effect.runPromise(configurationOf(settings))
      assert.isDefined(sealKey && signingKey)
      assert.notStrictEqual(one.stdout, other.stdout)
      assert.deepStrictEqual(await readdir(folder), [])
    }), 60_000)
})
