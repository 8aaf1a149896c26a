import { Effect, Redacted } from "effect"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { migrate } from "../../../src/adapters/postgres/migrate.ts"
import * as Native from "../../../src/adapters/postgres/native.ts"
import { migrationsFolder } from "../../../src/runtimes/migrations-folder.ts"
import { migrationsBefore } from "./migrations-before.ts"

export const sql = async (url: string, text: string, values: ReadonlyArray<unknown> = []) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, [...values])).rows as ReadonlyArray<Readonly<Record<string, unknown>>>
  } finally {
    await client.end()
  }
}

/** Applies all migrations, or those before this one. */
export const migrateBefore = async (url: string, tag?: string): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), "tsa-migrations-"))
  try {
    if (tag !== undefined) await migrationsBefore(tag, folder)
    const migrating = migrate(tag === undefined ? migrationsFolder : folder)
    await Effect.runPromise(Effect.provide(migrating, Native.layer({ url: Redacted.make(url) })))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Creates a new database on the server, with all migrations or those before this one. Returns its URL. */
export const ownDatabase = async (server: string, name: string, before?: string): Promise<string> => {
  await sql(server, `CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = name
  await migrateBefore(url.href, before)
  return url.href
}
