import { assert, describe, it } from "@effect/vitest"
import { execFile } from "node:child_process"
import { once } from "node:events"
import { chmod, chown, mkdir, readdir, stat, writeFile } from "node:fs/promises"
import { type AddressInfo, createServer } from "node:net"
import { join } from "node:path"
import { bundled } from "../bundled-node.ts"
import { end, type Ended, inTemporaryFolder, runToEnd, startOn } from "../processes.ts"

const start = (environment: Readonly<Record<string, string>>) =>
  runToEnd(bundled("node"), [], { PORT: "0", ...environment })

/** Returns the one line with which it ended. */
const lineOf = ({ code, stderr, stdout }: Ended): string => {
  assert.deepStrictEqual([code, stdout], [1, ""], stderr)
  assert.match(stderr, /^[^\n]+\n$/)
  return stderr
}

const isRoot = process.geteuid?.() === 0

/** Some user who is neither this one nor root. */
const nobody = 65_534

describe("the start of a service ends with one line that says what to do", () => {
  it("where DATA_DIR is a file, or below one", () =>
    inTemporaryFolder(async (folder) => {
      const file = join(folder, "file")
      await writeFile(file, "")
      for (const path of [file, join(file, "data")]) {
        assert.strictEqual(
          lineOf(await start({ DATA_DIR: path })),
          `DATA_DIR: ${path} is a file, or below one. Choose another DATA_DIR.\n`
        )
      }
    }), 60_000)

  it("where DATA_DIR cannot be made", async () => {
    assert.include(lineOf(await start({ DATA_DIR: "/proc/tsa/data" })), "DATA_DIR: /proc/tsa/data cannot be made")
  }, 60_000)

  it("where this user may not write DATA_DIR, or make it", () =>
    inTemporaryFolder(async (folder) => {
      const [mine, closed] = [join(folder, "mine"), join(folder, "closed")]
      for (const path of [mine, closed]) await mkdir(path)
      if (isRoot) await chown(mine, nobody, nobody)
      await chmod(folder, 0o755)
      for (const path of [mine, closed]) await chmod(path, 0o555)
      for (const path of [join(closed, "data"), ...(isRoot ? [] : [closed])]) {
        const child = execFile(process.execPath, [bundled("node")], {
          env: { ...process.env, PORT: "0", DATA_DIR: path },
          ...(isRoot && { uid: nobody, gid: nobody })
        })
        const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => stream?.setEncoding("utf8").toArray())
        const [code] = await once(child, "exit") as [number]
        const said = { code, stderr: ((await stderr) ?? []).join(""), stdout: ((await stdout) ?? []).join("") }
        assert.include(lineOf(said), `DATA_DIR: ${path} cannot be made or written by this user`)
      }
    }), 60_000)

  it.skipIf(!isRoot)("where DATA_DIR belongs to another user", () =>
    inTemporaryFolder(async (folder) => {
      const data = join(folder, "data")
      await mkdir(data)
      await chown(data, nobody, nobody)
      assert.include(lineOf(await start({ DATA_DIR: data })), `DATA_DIR: ${data} belongs to another user`)
      assert.deepStrictEqual(await readdir(data), [])
    }), 60_000)

  it(
    "where DATA_DIR is open to others and not the service's alone, whose mode stays",
    () =>
      inTemporaryFolder(async (folder) => {
        await writeFile(join(folder, "letter.txt"), "")
        await chmod(folder, 0o755)
        assert.include(lineOf(await start({ DATA_DIR: folder })), `DATA_DIR: ${folder} is open to other users`)
        assert.strictEqual((await stat(folder)).mode & 0o777, 0o755)
        assert.deepStrictEqual(await readdir(folder), ["letter.txt"])
      }),
    60_000
  )

  it(
    "where the port is in use or HOST is not here, before any store is opened",
    () =>
      inTemporaryFolder(async (folder) => {
        const server = createServer().listen(0, "127.0.0.1")
        await once(server, "listening")
        const { port } = server.address() as AddressInfo
        const refused = async (environment: Readonly<Record<string, string>>) =>
          lineOf(await start({ DATA_DIR: folder, ...environment }))
        assert.include(await refused({ PORT: `${port}` }), `PORT: ${port} on 127.0.0.1 is in use`)
        assert.include(await refused({ HOST: "192.0.2.1" }), "HOST: 192.0.2.1 is no address of this machine")
        assert.include(await refused({ HOST: "nobody.invalid" }), "HOST: the name nobody.invalid is not known")
        assert.deepStrictEqual(await readdir(folder), ["lock"])
        server.close()
      }),
    60_000
  )

  it("where another works on the folder: who, and where it serves", () =>
    inTemporaryFolder(async (folder) => {
      const service = await startOn(folder, { DATABASE_URL: "none" })
      const second = await start({ DATA_DIR: folder })
      assert.include(
        lineOf(second),
        `${folder} is in use by process ${service.child.pid}, which serves at ${service.base}.`
      )
      await end(service, "SIGTERM")
    }), 60_000)
})

/** Returns what other users could open: every folder, and every file except those that PGlite opens itself, below a closed folder. */
const openIn = async (folder: string) => {
  const all = await Promise.all(
    [".", ...await readdir(folder, { recursive: true })].map(async (name) => ({
      name,
      ...await lookedAt(folder, name)
    }))
  )
  return all.filter(({ isFolder, mode, name }) => (isFolder || !name.startsWith("postgres/")) && (mode & 0o077) !== 0)
}

const lookedAt = async (folder: string, name: string) => {
  const found = await stat(join(folder, name))
  return { isFolder: found.isDirectory(), mode: found.mode & 0o777 }
}

describe("a data folder that was open to everybody", () => {
  it(
    "is its user's alone after a start, and so is what the service and its stores write",
    () =>
      inTemporaryFolder(async (folder) => {
        await chmod(folder, 0o777)
        const before = process.umask(0)
        const service = await startOn(folder).finally(() => process.umask(before))
        const coach = JSON.stringify({ email: "coach@example.test" })
        const asked = { method: "POST", headers: { "content-type": "application/json" }, body: coach }
        assert.strictEqual((await fetch(`${service.base}/auth/magic-link`, asked)).status, 200)
        assert.deepStrictEqual(await openIn(folder), [])
        assert.strictEqual(await end(service, "SIGTERM"), 0)
        assert.deepStrictEqual(await openIn(folder), [])
        await chmod(folder, 0o755)
        await end(await startOn(folder, { DATABASE_URL: "none" }), "SIGTERM")
        assert.deepStrictEqual(await openIn(folder), [])
      }),
    120_000
  )
})
