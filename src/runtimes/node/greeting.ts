import { mailboxOf } from "../embedded/data-folder.ts"
import type { Configuration } from "../settings/node.ts"

type Places = Pick<Configuration, "dataDir" | "databaseUrl" | "dynamodbTable" | "smtpUrl">

/** What the start found out about PostgreSQL. */
export type Reach = "reached" | "not reached" | "not migrated"

const recordsAt = ({ databaseUrl }: Places, reach: Reach): string => {
  if (databaseUrl === undefined) return "PostgreSQL, embedded"
  if (databaseUrl === "none") return "none yet (DATABASE_URL is none): families go on, records wait"
  if (reach === "reached") return "PostgreSQL of DATABASE_URL, reached"
  return reach === "not migrated"
    ? "PostgreSQL of DATABASE_URL, reached but not migrated: npm run db:migrate"
    : "PostgreSQL of DATABASE_URL, NOT reached: families go on, records wait"
}

/** The embedded program listens on the loopback interface and asks nobody for a key. */
const workflowAt = (table: string | undefined): string =>
  table === undefined ? "DynamoDB, embedded: open to every user of this machine" : `DynamoDB table ${table}`

/** Tells a person at a terminal what there is and what comes next; anything else reads the logs. */
export const greeting = (base: string, places: Places, reach: Reach): string => {
  const { dataDir, dynamodbTable, smtpUrl } = places
  return [
    "",
    `tsa-enrollment serves at ${base}`,
    `  API               ${base}/docs  ${base}/openapi.json`,
    `  health, metrics   ${base}/health/ready  ${base}/metrics`,
    `  workflow store    ${workflowAt(dynamodbTable)}`,
    `  student records   ${recordsAt(places, reach)}`,
    `  mail              ${smtpUrl === undefined ? `files in ${mailboxOf(dataDir)}` : "the server of SMTP_URL"}`,
    `  data folder       ${dataDir}`,
    ...(dynamodbTable === undefined
      ? [
        "  people            coach@example.test, registrar@example.test, admin@example.test",
        "",
        "Next:",
        "  npm run cli -- token --role coach --email coach@example.test --school 1",
        `  npm run demo -- --base ${base} --data-dir ${dataDir}`
      ]
      : []),
    ""
  ].join("\n")
}
