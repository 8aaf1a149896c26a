import { Context, type Effect } from "effect"
import type { PostgresFailure } from "./failure.ts"

export interface Statement {
  /** Under which the server keeps its plan; always the same text for one name. */
  readonly name: string
  readonly text: string
  readonly values: ReadonlyArray<unknown>
}

export type Rows = ReadonlyArray<Readonly<Record<string, unknown>>>

/** Runs one statement on the connection of a transaction. */
export type Run = (text: string, values?: ReadonlyArray<unknown>) => Promise<Rows>

/** The one seam between a PostgreSQL server and one inside this process. Results leave as JSON, so both parse alike. */
export class Database extends Context.Service<Database, {
  /** One statement, which is one transaction. */
  readonly query: (statement: Statement) => Effect.Effect<Rows, PostgresFailure>
  /**
   * Several statements on one connection, all or none. Without a limit for migrations; with one (milliseconds, for all of them together)
   * nothing is written and nobody waits for it any longer once that is over.
   */
  readonly transaction: (work: (run: Run) => Promise<void>, limitMs?: number) => Effect.Effect<void, PostgresFailure>
}>()("tsa/adapters/postgres/Database") {}
