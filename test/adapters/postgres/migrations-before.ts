import { cp, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { migrationsFolder } from "../../../src/runtimes/migrations-folder.ts"

interface Journal {
  readonly entries: ReadonlyArray<{ readonly tag: string }>
}

const journalIn = (folder: string) => join(folder, "meta/_journal.json")

const read = async (folder: string) => JSON.parse(await readFile(journalIn(folder), "utf8")) as Journal

/** Returns the tag of the last migration. */
export const lastMigration = async (): Promise<string> => (await read(migrationsFolder)).entries.at(-1)?.tag ?? ""

/** Copies the migrations before this one into a folder. Returns how many there are. */
export const migrationsBefore = async (tag: string, folder: string): Promise<number> => {
  await cp(migrationsFolder, folder, { recursive: true })
  const journal = await read(folder)
  const entries = journal.entries.slice(0, journal.entries.findIndex((entry) => entry.tag === tag))
  await writeFile(journalIn(folder), JSON.stringify({ ...journal, entries }))
  return entries.length
}
