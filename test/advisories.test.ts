import { assert, describe, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { advisories, type Advisory } from "./advisories.ts"

type Lock = Readonly<Record<string, { readonly version?: string }>>

const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)

/** Major, minor, patch. A pre-release counts as the version that it precedes. */
const partsOf = (version: string) => version.split("-")[0]?.split(".").map(Number) ?? []

const isOlder = (version: string, than: string): boolean => {
  const [mine, theirs] = [partsOf(version), partsOf(than)]
  const differs = mine.findIndex((part, index) => part !== theirs[index])
  return differs === -1 ? version.includes("-") : (mine[differs] ?? 0) < (theirs[differs] ?? 0)
}

/** Compares a version with the line of its own major version. One older than all lines is bad, one newer than all is good. */
const has = ({ fixed }: Advisory, version: string): boolean => {
  const sameLine = fixed.find((each) => partsOf(each)[0] === partsOf(version)[0])
  return isOlder(version, sameLine ?? fixed.at(-1) ?? "")
}

const found = (lock: Lock, table: ReadonlyArray<Advisory>): ReadonlyArray<string> =>
  Object.entries(lock).flatMap(([path, { version = "" }]) =>
    table
      .filter((each) => each.name === nameOf(path) && each.except?.path !== path && has(each, version))
      .map(({ fixed, id }) => `${path} ${version} has ${id}: ${fixed.join(" or ")} is needed`)
  )

const lock = (JSON.parse(readFileSync("package-lock.json", "utf8")) as { readonly packages: Lock }).packages

describe("known vulnerabilities in the packages", () => {
  it("none is in the lock, direct or brought along", () => {
    assert.deepStrictEqual(found(lock, advisories), [])
  })

  it("every line is about a package that is there, every exception about a version that needs one", () => {
    const names = new Set(Object.keys(lock).map(nameOf))
    assert.deepStrictEqual(advisories.filter(({ name }) => !names.has(name)), [])
    const idle = advisories.filter((each) =>
      each.except !== undefined && !has(each, lock[each.except.path]?.version ?? "99")
    )
    assert.deepStrictEqual(idle, [])
  })
})

describe("a planted hole is found", () => {
  const planted: Advisory = { name: "p", fixed: ["1.2.10", "3.0.0"], id: "X", why: "planted" }
  it.each([
    ["0.9.9", true],
    ["1.2.9", true],
    ["1.2.10", false],
    ["1.10.0", false],
    ["2.9.9", true],
    ["3.0.0-rc.1", true],
    ["3.0.0", false],
    ["4.0.0", false]
  ])("%s: %s", (version, isBad) => {
    assert.lengthOf(found({ "node_modules/a/node_modules/p": { version } }, [planted]), isBad ? 1 : 0)
  })

  it("each line alone, in a copy that some package brings along", () => {
    for (const each of advisories) {
      assert.lengthOf(found({ [`node_modules/x/node_modules/${each.name}`]: { version: "0.0.1" } }, [each]), 1, each.id)
    }
  })
})
