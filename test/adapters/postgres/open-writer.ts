import pg from "pg"
import type { Statement } from "../../../src/adapters/postgres/database.ts"
import type { StudentRecordSet } from "../../../src/domain/enrollment/student-record-set.ts"
import { eraseBy } from "../../contracts/erase.ts"
import { freshIndex } from "../../contracts/record-probe.ts"
import { recordSet } from "../../fixtures/record-sets.ts"

/**
 * Puts and corrects students of its own, and erases some where `mayErase` is set, each in a transaction that stays open for up to 20 ms. It
 * goes on until it is told to stop. Returns how many transactions were committed.
 */
export const openWriter = async (
  url: string,
  put: (sets: ReadonlyArray<StudentRecordSet>) => Statement,
  { isDone, mayErase }: { readonly isDone: (written: number) => boolean; readonly mayErase: boolean }
) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const send = ({ name, text, values }: Statement) => client.query({ name, text, values: [...values] })
  const inTransaction = async (work: () => Promise<unknown>) => {
    await client.query("BEGIN")
    await work()
    await client.query("SELECT pg_sleep(random() * 0.02)")
    await client.query("COMMIT")
  }
  let written = 0
  for (let index = freshIndex(); !isDone(written); written++) {
    if (written % 3 === 0) index = freshIndex()
    if (written % 3 === 2 && mayErase) {
      await inTransaction(() =>
        eraseBy(async (text, values = []) => (await client.query(text, [...values])).rows, recordSet(index), 9)
      )
    } else {
      const set = recordSet(index, written % 3 === 1 ? { version: 6, first_name: "Augusta" } : {})
      await inTransaction(() => send(put([set])))
    }
  }
  await client.end()
  return written
}
