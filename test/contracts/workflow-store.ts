import { layer, type Vitest } from "@effect/vitest"
import type { Layer } from "effect"
import type { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import type { Invitations } from "../../src/domain/invitation/invitations.port.ts"
import type { Counters } from "../../src/domain/people/counters.port.ts"
import type { Events } from "../../src/domain/people/events.port.ts"
import type { Idempotency } from "../../src/domain/people/idempotency.port.ts"
import type { NotBefore } from "../../src/domain/people/not-before.port.ts"
import type { People } from "../../src/domain/people/people.port.ts"
import type { Sessions } from "../../src/domain/people/sessions.port.ts"
import type { WorkflowClock } from "../../src/domain/people/workflow-clock.port.ts"
import type { Duties } from "../../src/domain/provisioning/duties.port.ts"
import type { Reconciliations } from "../../src/domain/provisioning/reconciliations.port.ts"
import type { Schools } from "../../src/domain/school/schools.port.ts"
import type { Identities } from "../../src/domain/sign-in/identities.port.ts"
import type { SignInLinks } from "../../src/domain/sign-in/links.port.ts"
import { counterCases } from "./workflow-store-counters.ts"
import { crossingCases } from "./workflow-store-crossings.ts"
import { directoryCases } from "./workflow-store-directory.ts"
import { dutyCases } from "./workflow-store-duties.ts"
import { enrollmentCases } from "./workflow-store-enrollments.ts"
import { idempotencyCases } from "./workflow-store-idempotency.ts"
import { invitationCases } from "./workflow-store-invitations.ts"
import { limitCases } from "./workflow-store-limits.ts"
import { listCases } from "./workflow-store-lists.ts"
import { notBeforeCases } from "./workflow-store-not-before.ts"
import { scanCases } from "./workflow-store-scan.ts"
import { sessionCases } from "./workflow-store-sessions.ts"
import { signInLinkCases } from "./workflow-store-sign-in-links.ts"
import { valueCases } from "./workflow-store-values.ts"

export type WorkflowStore =
  | Counters
  | Duties
  | Enrollments
  | Events
  | Identities
  | Idempotency
  | Invitations
  | NotBefore
  | People
  | Reconciliations
  | Schools
  | Sessions
  | SignInLinks
  | WorkflowClock

export type Cases = (it: Vitest.MethodsNonLive<WorkflowStore>) => void

const cases: ReadonlyArray<Cases> = [
  enrollmentCases,
  crossingCases,
  invitationCases,
  listCases,
  dutyCases,
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

/** What every workflow store must do. Cases share the store and take ids of their own; clocks are real. */
export const workflowStore = (name: string, store: Layer.Layer<WorkflowStore, unknown>) =>
  layer(store, { excludeTestServices: true })(name, (it) => cases.forEach((register) => register(it)))
