import { assert, describe, it } from "@effect/vitest"
import { readdirSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { type Report, reportOf, table } from "../../../src/runtimes/demo/report.ts"
import { end, inTemporaryFolder, runToEnd, startOn } from "../processes.ts"

const demo = (...words: ReadonlyArray<string>) => runToEnd("src/runtimes/demo.ts", words)

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith("tsa-enrollment-demo-"))

const student = (index: number) => ({
  studentUniqueId: `${600_000 + index}`,
  firstName: ["Tyrone", "Zoë", "D’Arcy"][index % 3],
  lastSurname: "Example",
  birthDate: `${2013 + index}-11-13`,
  ...(index === 1 && { generationCodeSuffix: "Jr.", birthSexDescriptor: "uri://ed-fi.org/SexDescriptor#Male" })
})

describe("the demo", () => {
  it("walks families through a service of its own and leaves nothing of it", async () => {
    const before = leftovers()
    const { code, stderr, stdout } = await demo("--count", "3", "--json")
    assert.strictEqual(code, 0, stderr)
    const report = JSON.parse(stdout) as Report
    assert.strictEqual(report.enrolled, 3)
    assert.deepStrictEqual(report.failures, [])
    assert.isTrue(
      report.enrollments.every(({ student_unique_id }) => /^TSA-STU-\d{8}-[0-9A-Z]{8}$/.test(student_unique_id))
    )
    assert.deepStrictEqual(leftovers(), before)
  }, 90_000)

  it("walks the students of an Ed-Fi file through a running service", () =>
    inTemporaryFolder(async (folder) => {
      const [plain, packed] = [join(folder, "students.json"), join(folder, "students.json.gz")]
      const students = Array.from({ length: 4 }, (_, index) => student(index))
      await writeFile(plain, JSON.stringify(students))
      await writeFile(packed, gzipSync(JSON.stringify({ students })))
      const service = await startOn(join(folder, "data"))
      try {
        const place = ["--base", service.base, "--data-dir", join(folder, "data"), "--json"]
        const all = await demo(...place, "--students", plain)
        assert.strictEqual(all.code, 0, all.stdout + all.stderr)
        assert.strictEqual((JSON.parse(all.stdout) as Report).enrolled, 4)
        const two = await demo(...place, "--students", packed, "--count", "2")
        assert.strictEqual(two.code, 0, two.stdout + two.stderr)
        assert.strictEqual((JSON.parse(two.stdout) as Report).enrolled, 2)
      } finally {
        await end(service, "SIGTERM")
      }
    }), 120_000)

  it(
    "in which nobody was enrolled says so first, with why, says nothing of success, and fails",
    () =>
      inTemporaryFolder(async (folder) => {
        const { code, stdout } = await demo("--count", "3", "--base", "http://127.0.0.1:1", "--data-dir", folder)
        assert.strictEqual(code, 1)
        assert.match(
          stdout,
          /^Failed: 3 of 3 families were not enrolled\.\n {2}3 × connect ECONNREFUSED 127\.0\.0\.1:1\n$/
        )
      }),
    60_000
  )

  it("of a file without students fails, and says so", () =>
    inTemporaryFolder(async (folder) => {
      const empty = join(folder, "students.json")
      await writeFile(empty, "[]")
      const { code, stderr, stdout } = await demo("--students", empty)
      assert.deepStrictEqual([code, stdout, stderr], [1, "", `${empty} holds no students.\n`])
    }), 60_000)

  it("shows failures before what succeeded, the most frequent first", () => {
    const enrolled = { enrollment_id: "TSA-ENROLL-1", student_unique_id: "TSA-STU-1", status: "enrolled", ms: 7 }
    const failures = ["PUT /a answered 500", "PUT /b answered 422", "PUT /b answered 422"]
    const lines = table(reportOf(4, [enrolled], failures, 1)).split("\n")
    assert.deepStrictEqual(lines.slice(0, 3), [
      "Failed: 3 of 4 families were not enrolled.",
      "  2 × PUT /b answered 422",
      "  1 × PUT /a answered 500"
    ])
    assert.match(lines.join("\n"), /TSA-STU-1.*\n\n1 of 4 families enrolled/)
  })

  it("says how it is used when the words are wrong", async () => {
    const { code, stderr } = await demo("--base", "http://127.0.0.1:1")
    assert.strictEqual(code, 2)
    assert.include(stderr, "--data-dir")
  })
})
