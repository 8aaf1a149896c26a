import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb"
import { Schema } from "effect"
import { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { DomainEvent } from "../../src/domain/history/event.ts"
import type { Dump, Row } from "../history/history.ts"
import type { Stage } from "./stage.ts"

const decodeEnrollment = Schema.decodeUnknownSync(Enrollment)
const decodeEvent = Schema.decodeUnknownSync(DomainEvent)

const tables = ["students", "student_school_associations", "tsa_student_extensions", "users"] as const

/** Reads everything about enrollments that the table holds, by a scan: no index, no id known beforehand. */
const workflow = async ({ dynamodb, environment }: Stage) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: dynamodb.url, region: "us-east-1" }))
  const enrollments: Array<Enrollment> = []
  const events: Array<DomainEvent> = []
  const invited: Array<Dump["invited"][number]> = []
  for await (const { Items = [] } of paginateScan({ client }, { TableName: environment.DYNAMODB_TABLE })) {
    for (const item of Items) {
      const isHead = item["sk"] === "HEAD"
      if (isHead && String(item["pk"]).startsWith("INV#")) {
        invited.push({ invitation_id: item["invitation_id"], child: item["invited"].student_first_name })
      }
      if (!String(item["pk"]).startsWith("ENR#")) continue
      if (isHead) enrollments.push(decodeEnrollment(item))
      else events.push(decodeEvent(item))
    }
  }
  client.destroy()
  return { enrollments, events, invited }
}

/** Returns what both stores hold. */
export const dumpOf = async (stage: Stage): Promise<Dump> => {
  const rows = await Promise.all(
    tables.map(async (table) =>
      [table, (await stage.rows(`SELECT to_json(t) AS row FROM ${table} t`)).map(({ row }) => row as Row)] as const
    )
  )
  return { ...await workflow(stage), rows: Object.fromEntries(rows) as unknown as Dump["rows"] }
}
