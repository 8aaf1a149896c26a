import { layer } from "@effect/vitest"
import type { Layer } from "effect"
import type { Cases, WorkflowStore } from "./cases.ts"
import { counterCases } from "./workflow-store-counters.ts"
import { crossingCases } from "./workflow-store-crossings.ts"
import { directoryCases } from "./workflow-store-directory.ts"
import { enrollmentCases } from "./workflow-store-enrollments.ts"
import { idempotencyCases } from "./workflow-store-idempotency.ts"
import { invitationCases } from "./workflow-store-invitations.ts"
import { limitCases } from "./workflow-store-limits.ts"
import { listCases } from "./workflow-store-lists.ts"
import { notBeforeCases } from "./workflow-store-not-before.ts"
import { outboxCases } from "./workflow-store-outbox.ts"
import { scanCases } from "./workflow-store-scan.ts"
import { sessionCases } from "./workflow-store-sessions.ts"
import { signInLinkCases } from "./workflow-store-sign-in-links.ts"
import { valueCases } from "./workflow-store-values.ts"

const cases: ReadonlyArray<Cases> = [
  enrollmentCases,
  crossingCases,
  invitationCases,
  listCases,
  outboxCases,
  directoryCases,
  counterCases,
  idempotencyCases,
  scanCases,
  sessionCases,
  signInLinkCases,
  valueCases,
  limitCases,
  notBeforeCases
]

/** What every workflow store must do. Cases share the store and use their own ids; clocks are real. */
export const workflowStore = (name: string, store: Layer.Layer<WorkflowStore, unknown>) =>
  layer(store, { excludeTestServices: true })(name, (it) => cases.forEach((register) => register(it)))
