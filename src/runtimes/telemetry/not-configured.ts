import { Effect } from "effect"
import type { ConfigurationInvalid } from "../settings/environment.ts"
import { observability } from "./observability.ts"

const title = "The service is not set up"

/** The answer where there is no start that could fail. The log says what is wrong. */
export const notConfigured = {
  status: 503,
  headers: { "content-type": "application/problem+json", "cache-control": "private, no-store", "retry-after": "60" },
  body: JSON.stringify({ type: "/problems/not-configured", title, status: 503, error: title })
} as const

/** Logs what is wrong in one line, without any value. */
export const logProblems = ({ problems }: ConfigurationInvalid) =>
  Effect.logFatal("configuration_invalid").pipe(
    Effect.annotateLogs({ problems: problems.map(({ key, message }) => `${key}: ${message}`).join("; ") }),
    Effect.provide(observability({ logLevel: "Info", otlp: undefined }))
  )
