import type { Vitest } from "@effect/vitest"
import type { NotBefore } from "../../src/domain/access/not-before.port.ts"
import type { Sessions } from "../../src/domain/access/sessions.port.ts"
import type { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import type { Events } from "../../src/domain/history/events.port.ts"
import type { Invitations } from "../../src/domain/invitation/invitations.port.ts"
import type { Outbox } from "../../src/domain/outbox/outbox.port.ts"
import type { People } from "../../src/domain/people/people.port.ts"
import type { Reconciliations } from "../../src/domain/reconciliation/reconciliations.port.ts"
import type { Counters } from "../../src/domain/request/counters.port.ts"
import type { Idempotency } from "../../src/domain/request/idempotency.port.ts"
import type { Schools } from "../../src/domain/school/schools.port.ts"
import type { Identities } from "../../src/domain/sign-in/identities.port.ts"
import type { SignInLinks } from "../../src/domain/sign-in/links.port.ts"
import type { WorkflowClock } from "../../src/domain/store/workflow-clock.port.ts"

/** All ports of the workflow store. */
export type WorkflowStore =
  | Counters
  | Outbox
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

/** Registers the cases that every implementation must pass. */
export type Cases = (it: Vitest.MethodsNonLive<WorkflowStore>) => void
