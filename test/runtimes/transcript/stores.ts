import { DateTime, Effect, Exit, Logger, Redacted, Scope } from "effect"
import { exportJWK, generateKeyPair } from "jose"
import { randomBytes } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { migrate } from "../../../src/adapters/postgres/migrate.ts"
import * as Native from "../../../src/adapters/postgres/native.ts"
import { invitationToken } from "../../../src/domain/invitation/invitation-token.ts"
import { defaultPolicy } from "../../../src/domain/school/enrollment-policy.ts"
import { Schools } from "../../../src/domain/school/schools.port.ts"
import { askedLink, withoutMail, withToken } from "../../../src/domain/sign-in/link.ts"
import { SignInLinks } from "../../../src/domain/sign-in/links.port.ts"
import { hashOf, linkKey, newToken } from "../../../src/domain/sign-in/secret.ts"
import { InvitationId } from "../../../src/domain/values/identifiers.ts"
import { openDirectory } from "../../../src/runtimes/cli/door.ts"
import { mintToken } from "../../../src/runtimes/cli/token.ts"
import { migrationsFolder } from "../../../src/runtimes/migrations-folder.ts"
import { configurationOf } from "../../../src/runtimes/settings/node.ts"
import { startDynoxide } from "../../adapters/dynamodb/engines.ts"
import { makeTable } from "../../adapters/dynamodb/store.ts"
import { startNativePostgres } from "../../adapters/postgres/native.ts"

const run = <A, E>(effect: Effect.Effect<A, E>) => Effect.runPromise(Effect.provide(effect, Logger.layer([])))

const mailedToken = Effect.fnUntraced(function*(address: string) {
  const [token, now] = [yield* newToken, DateTime.formatIso(yield* DateTime.now)]
  const link = askedLink({ key: yield* linkKey(address), link_id: "link-of-the-transcript", address }, now)
  yield* (yield* SignInLinks).ask(withoutMail(withToken(link, yield* hashOf(token), now)))
  return Redacted.value(token)
})

/**
 * Opens a migrated native PostgreSQL and a DynamoDB with one school, and returns the environment that any runtime needs to work on them.
 * `mint` and `linkToken` return what the tests' callers hold: access tokens, and the token in an invitation's mail.
 */
export const openStores = async (school_id: number) => {
  const [server, dynamodb, folder] = await Promise.all([
    startNativePostgres(),
    startDynoxide(),
    mkdtemp(join(tmpdir(), "tsa-transcript-"))
  ])
  const { privateKey } = await generateKeyPair("ES256", { extractable: true })
  const environment = {
    DATABASE_URL: server.url,
    DYNAMODB_TABLE: "transcript",
    DYNAMODB_ENDPOINT: dynamodb.endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    SIGNING_KEY: JSON.stringify(await exportJWK(privateKey)),
    SEAL_KEY: randomBytes(32).toString("base64url"),
    PORTAL_URL: "https://portal.example.test"
  }
  process.env["AWS_ACCESS_KEY_ID"] = environment.AWS_ACCESS_KEY_ID
  process.env["AWS_SECRET_ACCESS_KEY"] = environment.AWS_SECRET_ACCESS_KEY
  await run(makeTable(dynamodb.endpoint, { table: environment.DYNAMODB_TABLE, streams: true }))
  await run(Effect.provide(migrate(migrationsFolder), Native.layer({ url: Redacted.make(server.url) })))
  const scope = Scope.makeUnsafe()
  const configuration = await run(configurationOf({ ...environment, DATA_DIR: folder }))
  const directory = await run(Scope.provide(openDirectory(configuration), scope))
  const school = {
    school_id,
    name_of_institution: "TSA Austin",
    active: true,
    policy: defaultPolicy("America/Chicago")
  }
  await run(Effect.provide(Schools.use(({ add }) => add(school)), directory))
  const sql = new pg.Pool({ connectionString: server.url, max: 2 })
  return {
    environment,
    school_id,
    mint: (role: string, email: string, id: string, name: string, school = `${school_id}`) =>
      run(mintToken({ role, email, school, id, name }).pipe(Effect.provide(directory))),
    linkToken: async (invitation_id: string, generation = 1) =>
      Redacted.value(
        await run(
          invitationToken({ invitation_id: InvitationId.make(invitation_id), generation }).pipe(
            Effect.provide(directory)
          )
        )
      ),
    /** Returns the token of a link that was mailed to this address, as its mail has it. */
    signInToken: (address: string) => run(Effect.provide(mailedToken(address), directory)),
    rows: async (text: string, ...values: ReadonlyArray<unknown>) =>
      (await sql.query<Record<string, unknown>>(text, [...values])).rows,
    stop: async () => {
      await sql.end()
      await run(Scope.close(scope, Exit.void))
      await Promise.all([server.stop(), dynamodb.stop()])
      await rm(folder, { recursive: true, force: true })
    }
  }
}
export type Stores = Awaited<ReturnType<typeof openStores>>
