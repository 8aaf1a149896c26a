import { assert, describe, it } from "@effect/vitest"
import { connectionString } from "../../../src/adapters/postgres/connection-string.ts"
import { failureOf, kindOf } from "../../../src/adapters/postgres/failure.ts"

const kinds = {
  unavailable: [
    "ECONNREFUSED",
    "ECONNRESET",
    "ETIMEDOUT",
    "EPIPE",
    "ENOTFOUND",
    "no_answer",
    "08000",
    "08006",
    "08P01",
    "57P01",
    "57P02",
    "57P03",
    "57014",
    "53100",
    "53200",
    "53300",
    "28000",
    "28P01",
    "3D000",
    "42P01",
    "25006"
  ],
  refused: ["22000", "22001", "22003", "22007", "22008", "22021", "22P02", "22P05", "23502", "23503", "23514"],
  contended: ["23505", "40001", "40P01"],
  failed: ["21000", "23000", "23P01", "42601", "42703", "42501", "54000", "55P03", "P0001", "XX000"]
} as const

describe("a failure of PostgreSQL", () => {
  for (const [kind, codes] of Object.entries(kinds)) {
    it(`is ${kind}: ${codes.join(", ")}`, () => {
      assert.deepStrictEqual(codes.map(kindOf), codes.map(() => kind as never))
    })
  }

  it("keeps code, constraint, table and column, and no value", () => {
    const driver = Object.assign(new Error("null value in row (Ada, 2014-03-01)"), {
      code: "23502",
      constraint: "c",
      table: "students",
      column: "last_name",
      detail: "Failing row contains (Ada, 2014-03-01)."
    })
    const drizzle = Object.assign(new Error("Failed query, params: Ada,2014-03-01"), { cause: driver })
    for (const thrown of [driver, drizzle]) {
      const failure = failureOf(thrown)
      const { code, column, constraint, table } = failure
      assert.deepStrictEqual({ code, column, constraint, table }, {
        code: "23502",
        column: "last_name",
        constraint: "c",
        table: "students"
      })
      assert.notInclude(`${failure.message} ${failure.stack} ${JSON.stringify(failure)}`, "Ada")
    }
  })

  it("without a code is no answer", () => {
    for (const thrown of [new Error("Query read timeout"), undefined, "lost"]) {
      assert.strictEqual(failureOf(thrown).code, "no_answer")
    }
  })
})

describe("connectionString", () => {
  it("strips SQLAlchemy's driver from the scheme, and nothing else", () => {
    const rest = "//u:p+q:r@db.example.test:5432/tsa?sslmode=require"
    for (const scheme of ["postgresql", "postgres", "postgresql+asyncpg", "postgresql+psycopg2"]) {
      assert.strictEqual(connectionString(`${scheme}:${rest}`), `${scheme.replace(/\+.*/, "")}:${rest}`)
    }
  })
})
