import { assert, describe, it } from "@effect/vitest"
import { Redacted } from "effect"
import { greeting } from "../../../src/runtimes/node/greeting.ts"

const embedded = { dataDir: ".data", databaseUrl: undefined, dynamodbTable: undefined, smtpUrl: undefined }
const url = Redacted.make("postgres://sentinel@db.test/tsa")
const external = { dataDir: "/data", databaseUrl: url, dynamodbTable: "tsa", smtpUrl: Redacted.make("smtp://sentinel") }

describe("what a service says when it serves", () => {
  it("tells which stores are embedded, where mail goes, and who is there to begin with", () => {
    const said = greeting("http://127.0.0.1:3000", embedded, "reached")
    assert.match(
      said,
      /workflow store +DynamoDB, embedded: open to every user of this machine\n +student records +PostgreSQL, embedded\n +mail +files in \.data\/mailbox/
    )
    assert.include(said, "coach@example.test")
    assert.include(said, "Next:")
  })

  it("tells which are not, without their settings, and of nobody who may not be there", () => {
    const said = greeting("http://127.0.0.1:3000", external, "reached")
    assert.match(said, /workflow store +DynamoDB table tsa\n +student records +PostgreSQL of DATABASE_URL, reached\n/)
    assert.notInclude(said, "sentinel")
    assert.notInclude(said, "example.test")
  })

  it.each(
    [
      [external, "not reached", "NOT reached: families go on, records wait"],
      [external, "not migrated", "not migrated: npm run db:migrate"],
      [{ ...external, databaseUrl: "none" }, "not reached", "none yet"]
    ] as const
  )("tells what stands between families and their records (%#)", (places, reach, words) => {
    assert.include(greeting("http://127.0.0.1:3000", places, reach), words)
  })
})
