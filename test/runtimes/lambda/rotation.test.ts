import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import pg from "pg"
import { openSecretsEndpoint } from "../../adapters/secrets-endpoint.ts"
import { eventually } from "../../scenarios/place.ts"
import { openStores, type Stores } from "../transcript/stores.ts"
import { newFamily } from "./family.ts"
import { type Lambda, startLambda } from "./start.ts"

let stores: Stores
let secrets: Awaited<ReturnType<typeof openSecretsEndpoint>>
let lambda: Lambda

const { hostname, port } = { hostname: "127.0.0.1", port: () => new URL(stores.environment.DATABASE_URL).port }

const mayConnect = async (password: string): Promise<boolean> => {
  const client = new pg.Client({ host: hostname, port: Number(port()), user: "app", database: "postgres", password })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end()
  }
}

/** From now on the server asks the role `app` for its password. */
const demandPasswords = async () => {
  const [file] = await stores.rows("SELECT current_setting('hba_file') AS path")
  const lines = "(VALUES ('host all app 127.0.0.1/32 scram-sha-256'), ('host all postgres 127.0.0.1/32 trust'))"
  await stores.rows(`COPY ${lines} TO '${String(file?.["path"])}'`)
  await stores.rows("SELECT pg_reload_conf()")
  await eventually(() => mayConnect("wrong"), (may) => !may)
}

/** As a rotation does it: first the role, then the secret. */
const changeRole = (password: string) => stores.rows(`ALTER ROLE app PASSWORD '${password}'`)
const writeSecret = (password: string) =>
  secrets.set(
    JSON.stringify({ engine: "postgres", host: hostname, port: Number(port()), username: "app", password })
  )
/** A connection that is already open survives a change of password. */
const endConnections = () => stores.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'")

beforeAll(async () => {
  stores = await openStores(1)
  secrets = await openSecretsEndpoint("arn:aws:secretsmanager:us-east-1:000000000000:secret:database")
  await stores.rows("CREATE ROLE app LOGIN PASSWORD 'sentinel-one' IN ROLE pg_read_all_data, pg_write_all_data")
  await stores.rows("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO app")
  writeSecret("sentinel-one")
  await demandPasswords()
  lambda = await startLambda({
    environment: stores.environment,
    overrides: {
      DATABASE_URL: "",
      DB_SECRET_ARN: secrets.arn,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
      DATABASE_SSLMODE: "disable"
    }
  })
})
afterAll(async () => {
  await lambda.stop()
  await secrets.close()
  await stores.stop()
})

const applied = (family: Awaited<ReturnType<typeof newFamily>>) =>
  eventually(family.records, ({ state }) => state === "applied")

describe("PostgreSQL's password on Lambda", () => {
  it("is read once, and again when it was changed under traffic: no try is lost", async () => {
    const before = await newFamily(lambda.base, stores)
    await before.steps(1, 2, 3, 4)
    await applied(before)
    assert.strictEqual(secrets.reads(), 1)
    for (const password of ["sentinel-two", "sentinel-three"]) {
      const during = await newFamily(lambda.base, stores)
      await during.steps(1, 2, 3)
      await changeRole(password)
      writeSecret(password)
      await endConnections()
      await during.steps(4)
      await applied(during)
      assert.notInclude(await during.events(), "student_creation_failed")
    }
    assert.strictEqual(secrets.reads(), 3)
  }, 60_000)

  it("that is changed before the secret is: records stay due, and come once it is there", async () => {
    const family = await newFamily(lambda.base, stores)
    await changeRole("sentinel-four")
    await endConnections()
    await family.steps(1, 2, 3, 4)
    await eventually(family.events, (events) => events.includes("student_creation_failed"))
    assert.strictEqual((await family.records()).state, "pending")
    writeSecret("sentinel-four")
    await eventually(async () => {
      await lambda.sweep()
      return family.records()
    }, ({ state }) => state === "applied")
    assert.deepStrictEqual(lambda.deadLetters, [])
  }, 60_000)

  it("appears in no log", () => {
    const text = lambda.logs.map(({ line }) => line).join("\n")
    assert.include(text, "student_record_created")
    assert.notMatch(text, /sentinel|SecretString/)
  })
})
