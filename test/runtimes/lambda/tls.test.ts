import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { execFile } from "node:child_process"
import { chown, copyFile, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import pg from "pg"
import { StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { layer } from "../../../src/runtimes/lambda/postgres.ts"
import { type NativePostgres, startNativePostgres } from "../../adapters/postgres/native.ts"
import { openSecretsEndpoint } from "../../adapters/secrets-endpoint.ts"
import { eventually } from "../../scenarios/place.ts"

let folder: string
let server: NativePostgres
let secrets: Awaited<ReturnType<typeof openSecretsEndpoint>>

/** Makes a self-signed certificate for this address. */
const certificate = async (name: string, address: string) => {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)]
  const subject = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=IP:${address}`]
  const ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
  await promisify(execFile)("openssl", ["req", "-x509", ...ec, ...subject, "-days", "1", "-keyout", key, "-out", cert])
  return { key, cert }
}

const ask = async (sql: string) => {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  try {
    return (await client.query<Record<string, string>>(sql)).rows[0]
  } finally {
    await client.end()
  }
}

/** From now on the server speaks TLS with this certificate. */
const serve = async ({ cert, key }: { readonly cert: string; readonly key: string }) => {
  const data = (await ask("SHOW data_directory"))?.["data_directory"] ?? ""
  for (const [from, to] of [[cert, "server.crt"], [key, "server.key"]] as const) {
    await copyFile(from, join(data, to))
    if (process.getuid?.() === 0) await chown(join(data, to), 65534, 65534)
  }
  await ask("ALTER SYSTEM SET ssl = on")
  await ask("SELECT pg_reload_conf()")
  await eventually(() => ask("SHOW ssl"), (row) => row?.["ssl"] === "on")
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tsa-tls-"))
  server = await startNativePostgres()
  secrets = await openSecretsEndpoint("arn:aws:secretsmanager:us-east-1:000000000000:secret:database")
  const port = Number(new URL(server.url).port)
  secrets.set(JSON.stringify({ host: "127.0.0.1", port, username: "postgres", password: "any" }))
  process.env["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = secrets.endpoint
  process.env["AWS_REGION"] = "us-east-1"
  process.env["AWS_ACCESS_KEY_ID"] = "test"
  process.env["AWS_SECRET_ACCESS_KEY"] = "test"
})
afterAll(async () => {
  await secrets.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Returns what comes of asking PostgreSQL: how many migrations it has had, or why it was not asked. */
const asked = (caFile: string | undefined, sslMode: "verify-full" | "disable" = "verify-full") => {
  const records = layer({
    url: undefined,
    secretArn: secrets.arn,
    host: undefined,
    name: undefined,
    sslMode,
    caFile,
    namedStatements: true
  })
  return Effect.runPromise(
    StudentRecords.use(({ migrationLevel }) => migrationLevel).pipe(
      Effect.match({ onSuccess: ({ applied }) => applied, onFailure: ({ code }) => code }),
      Effect.provide(Layer.orDie(records))
    )
  )
}

describe("TLS to PostgreSQL on Lambda", () => {
  it("is demanded, of a server that this authority vouches for and under its own name", async () => {
    assert.strictEqual(await asked(undefined, "disable"), 0)
    assert.strictEqual(await asked(undefined), "no_answer")
    const own = await certificate("own", "127.0.0.1")
    const other = await certificate("other", "127.0.0.1")
    const elsewhere = await certificate("elsewhere", "127.0.0.2")
    await serve(own)
    assert.strictEqual(await asked(own.cert), 0)
    assert.strictEqual(await asked(undefined), "DEPTH_ZERO_SELF_SIGNED_CERT")
    assert.strictEqual(await asked(other.cert), "DEPTH_ZERO_SELF_SIGNED_CERT")
    assert.strictEqual(await asked(join(folder, "missing.pem")), "ENOENT")
    await serve(elsewhere)
    await eventually(() => asked(elsewhere.cert), (answer) => answer === "ERR_TLS_CERT_ALTNAME_INVALID")
  }, 60_000)
})
