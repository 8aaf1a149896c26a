import { assert, describe, it } from "@effect/vitest"
import { build } from "esbuild"
import packageJson from "../../../package.json" with { type: "json" }
import { choose } from "../../../src/runtimes/cli/choose.ts"

/** Returns what is said about words that are not a command line. */
const refused = async (line: string) => {
  const said = await choose(line.split(" ").filter((word) => word !== ""))
  if (!("code" in said)) throw new Error(`${line} was taken`)
  assert.deepStrictEqual([said.code, said.stdout], [2, ""], line)
  return said.stderr
}

const shown = async (line: string) => {
  const said = await choose(line.split(" "))
  if (!("code" in said)) throw new Error(`${line} was taken`)
  assert.deepStrictEqual([said.code, said.stderr], [0, ""], line)
  return said.stdout
}

/** Every command, each with the words it needs. */
const commands = [
  "audit reads --enrollment TSA-ENROLL-20241208-ABC12345",
  "auth revoke --person coach-1 --yes",
  "auth revoke-all --yes",
  "doctor",
  "keys",
  "keys new",
  "keys rotate --leaked --yes",
  "mail --to ann@example.test --only token --again",
  "migrate",
  "people add --email kim@example.test --role coach --school 2 --name Kim",
  "people grant coach-1 --role staff --school *",
  "people list --school 2 --unseen-days 90",
  "people merge-address coach-1 --email kim@example.test",
  "people revoke coach-1 --role coach --school 2",
  "provision TSA-ENROLL-20241208-ABC12345 --dry-run",
  "provisioning list --school 2 --state pending",
  "provisioning retry --school 2 --state pending --code unknown",
  "reconcile --repair --school 2",
  "records count",
  "records missing --school 2",
  "schools add --id 2 --name TSA --time-zone America/Chicago --provision-at payment",
  "schools list",
  "table create",
  "token --role coach --email kim@example.test --school 2 --id kim-1 --name Kim"
]

describe("the words of a command line", () => {
  it.each(commands)("are taken, with --json too: %s", async (line) => {
    for (const [words, json] of [[line, false], [`${line} --json`, true]] as const) {
      const chosen = await choose(words.split(" "))
      if ("code" in chosen) throw new Error(chosen.stderr)
      assert.strictEqual(chosen.json, json)
    }
  })

  it("tell of each command what it takes", async () => {
    for (const line of commands) {
      const name = line.split(/ (?:--|TSA|coach-)/)[0] ?? ""
      const flags = line.match(/--[\w-]+/g) ?? []
      const usage = await shown(`${name} --help`)
      for (const flag of flags) assert.include(usage, flag, name)
    }
    const page = await shown("--help")
    for (const line of commands) assert.include(page, `\n  ${line.split(" ")[0]} `)
    assert.strictEqual(await shown("--version"), `${packageJson.version}\n`)
  })

  it("are no command by themselves where more belongs to it", async () => {
    assert.include(await refused(""), "Usage")
    assert.include(await refused("people"), "people revoke")
  })

  it.each([
    ["peple list", 'unknown command "peple", did you mean "people"?'],
    ["people lst", 'unknown command "lst", did you mean "list"?'],
    ["docter", 'unknown command "docter", did you mean "doctor"?'],
    ["xyzzy", 'unknown command "xyzzy"\n'],
    ["constructor", 'unknown command "constructor"\n'],
    ["people toString", 'unknown command "toString"\n'],
    ["--bogus", "--bogus: name a command first, then its flags"],
    ["--constructor", "There is no such flag."],
    ["doctor --constructor", "--constructor: no such flag\n"],
    ["doctor -x", "-x: no such flag\n"],
    ["provision", "ENROLLMENT: is needed\n"],
    ["provision nonsense", "ENROLLMENT: Please give an enrollment's id, like TSA-ENROLL-"],
    ["auth revoke", "--person: is needed, with a value"],
    ["audit reads", "--enrollment: is needed, with a value"],
    ["token --role coach --email", "--email: is needed, with a value"],
    ["auth revoke --person *", "--person: Give this field as the id of a person."],
    ["schools add --id 0 --name A", "--id: Give this field as the school's number."],
    ["schools add --id 2 --name A --time-zone Mars", "--time-zone: This field must be one like America/Chicago."],
    ["people list --unseen-days 0", "--unseen-days: Please give a whole number from 1 to 3650."],
    ["provisioning list --state king", "--state: one of needs_attention, pending, applied, not_due"],
    ["people list --school 1 --school 2", "--school: is there twice"],
    ["doctor --json=maybe", "--json: takes no value of its own"],
    ["keys rotat", "There is a word too many."]
  ])("are refused with what to write instead: %s", async (line, told) => {
    assert.include(await refused(line), told)
  })

  it("are refused with everything that is wrong at once, under the flags' names, with the words that are allowed", async () => {
    const said = await refused("people add --role king --school seven")
    assert.include(said, "--email: is needed, with a value\n")
    assert.include(said, "--role: one of parent, coach, staff, registrar, operator, admin\n")
    assert.include(said, "--school: Give this field as the school's number.\n")
    assert.include(said, "More:  npm run cli -- people add --help\n")
    const mistyped = await refused("people add --emial nobody --rol king --bogus 7 --scool 2")
    assert.deepStrictEqual(mistyped.split("\n").slice(0, 6), [
      "--emial: no such flag, did you mean --email?",
      "--rol: no such flag, did you mean --role?",
      "--bogus: no such flag",
      "--scool: no such flag, did you mean --school?",
      "--email: Enter this field like name@example.org.",
      "--role: one of parent, coach, staff, registrar, operator, admin"
    ])
  })

  it("are refused without a value being said again, which may be a name", async () => {
    for (
      const line of [
        "people add Lovelace --role Lovelace",
        "people add --email Lovelace --role Lovelace --school Lovelace",
        "people add --email a@example.test --role coach --name Ada Lovelace",
        "people list --unseen-days Lovelace",
        "provision Lovelace",
        "auth revoke --person Lovelace/Ada"
      ]
    ) {
      assert.notInclude(await refused(line), "Lovelace", line)
    }
  })

  it("are read before anything is loaded that a command stands on", async () => {
    const { metafile } = await build({
      entryPoints: ["src/runtimes/cli.ts"],
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      packages: "external",
      metafile: true,
      write: false,
      outdir: "dist"
    })
    const { inputs, outputs } = metafile
    const eager = new Set<string>()
    const load = (path: string): void => {
      if (eager.has(path)) return
      eager.add(path)
      for (const { kind, path: next } of outputs[path]?.imports ?? []) if (kind === "import-statement") load(next)
    }
    load("dist/cli.js")
    const packages = [...eager].filter((path) => !(path in outputs))
    assert.deepStrictEqual(packages, ["@stricli/core"])
    assert.isAbove(Object.keys(inputs).length, 100)
  })
})
