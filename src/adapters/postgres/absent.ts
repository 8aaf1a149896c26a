import { Effect, Layer } from "effect"
import { StoreUnavailable } from "../../domain/people/store-unavailable.ts"
import { StudentRecords } from "../../domain/provisioning/student-records.port.ts"

const absent = Effect.fail(new StoreUnavailable({ store: "student-records", code: "not_configured" }))

/** Stands in where no PostgreSQL is configured: records stay due until there is one. */
export const layer = Layer.succeed(
  StudentRecords,
  StudentRecords.of({ put: () => absent, find: () => absent, migrationLevel: absent })
)
