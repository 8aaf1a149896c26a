import { assert, describe, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync } from "node:fs"

interface Package {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

type Lock = Readonly<Record<string, Package>>

/** Returns the optional packages that the lock names but does not hold: `npm ci` refuses such a lock. */
const missingFrom = (packages: Lock): ReadonlyArray<string> =>
  Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !foldersAbove(path).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `${path} -> ${name}`)
  )

/** Returns the folders where Node looks for a package's dependencies, from its own folder up to the root. */
const foldersAbove = (path: string): ReadonlyArray<string> => {
  if (path === "") return [""]
  return [`${path}/`, ...foldersAbove(path.slice(0, Math.max(0, path.lastIndexOf("node_modules/") - 1)))]
}

const rangesOf = ({ dependencies, devDependencies, optionalDependencies }: Package): ReadonlyArray<string> =>
  Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} ${version}`)

/** A lock that names a host can be installed only from that host, and reveals where its author works. */
const hosts =
  /registry\.(npmjs\.org|yarnpkg\.com|npmmirror\.com)|npm\.pkg\.github\.com|"resolved": *"http|^registry *=/m

const ignored = /(^|\/)node_modules(\/|$)|^(\.git|\.data|\.vitest|dist|coverage)(\/|$)/

const filesBelow = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder === "" ? "." : folder, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`
    if (ignored.test(path)) return []
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() ? [path] : []
  })

const read = <A>(path: string): A => JSON.parse(readFileSync(path, "utf8")) as A

describe("the packages", () => {
  it.each(["", "infra/"])("are all in the lock, with the optional ones of other platforms: %s", (folder) => {
    assert.deepStrictEqual(missingFrom(read<{ readonly packages: Lock }>(`${folder}package-lock.json`).packages), [])
  })

  it.each(["", "infra/"])("have exact versions: %s", (folder) => {
    assert.deepStrictEqual(rangesOf(read<Package>(`${folder}package.json`)), [])
  })

  it("have scripts whose tests exist: the runner is content with what is left of a list", () => {
    const { scripts } = read<{ readonly scripts: Readonly<Record<string, string>> }>("package.json")
    const named = Object.values(scripts).flatMap((script) => script.match(/\btest\/[\w./-]+/g) ?? [])
    assert.isAbove(named.length, 4)
    assert.deepStrictEqual(named.filter((path) => !existsSync(path)), [])
  })

  it("bring the Node that everything else names, and say so early where they cannot", () => {
    const { engines, optionalDependencies = {} } = read<Package & { readonly engines: object }>("package.json")
    const brought = Object.entries(optionalDependencies).filter(([name]) => name.startsWith("node-"))
    const version = readFileSync(".nvmrc", "utf8").trim()
    assert.lengthOf(brought, 3)
    for (const [name, each] of brought) assert.strictEqual(each, version, name)
    for (const [, each] of readFileSync("Dockerfile", "utf8").matchAll(/^FROM node:([\d.]+)/gm)) {
      assert.strictEqual(each, version)
    }
    assert.deepStrictEqual(engines, { node: ">=20" })
    assert.include(readFileSync("README.md", "utf8"), "Node ≥ 20")
    const preparedOn = (node: string) =>
      spawnSync(process.execPath, [
        "-e",
        `Object.defineProperty(process.versions, "node", { value: "${node}" }); process.chdir("docs"); require("${process.cwd()}/.ci/prepare.cjs")`
      ], { encoding: "utf8" })
    assert.deepInclude(preparedOn("22.19.0"), { status: 0, stderr: "" })
    for (const old of ["20.20.2", "22.18.0"]) {
      const { status, stderr } = preparedOn(old)
      assert.strictEqual(status, 1, old)
      assert.include(stderr, "needs 22.19 or newer")
    }
  })

  it("come from whatever registry the reader uses", () => {
    const files = filesBelow("")
    assert.include(files, "package-lock.json")
    assert.deepStrictEqual(files.filter((path) => hosts.test(readFileSync(path, "utf8"))), [])
  })
})

describe("a planted fault is found", () => {
  it("an optional package without an entry", () => {
    const lock: Lock = {
      "": { optionalDependencies: { here: "1.0.0", gone: "1.0.0" } },
      "node_modules/here": { optionalDependencies: { inner: "1.0.0", outer: "1.0.0", lost: "1.0.0" } },
      "node_modules/here/node_modules/inner": { optionalDependencies: { outer: "1.0.0" } },
      "node_modules/outer": {}
    }
    assert.deepStrictEqual(missingFrom(lock), [" -> gone", "node_modules/here -> lost"])
  })

  it.each(["^1.0.0", "~1.0.0", ">=1", "1.x", "latest", "*", "github:owner/name"])("a range: %s", (version) => {
    assert.lengthOf(rangesOf({ devDependencies: { planted: version } }), 1)
  })

  it.each([
    ["resolved", `"resolved": "${"https"}://example.test/planted.tgz"`],
    ["a host", ["https://registry", "npmjs.org/planted"].join(".")],
    ["a setting", `fund=false\n${"registry"}=http://127.0.0.1:4873`]
  ])("a registry: %s", (_, text) => {
    assert.match(text, hosts)
  })
})
