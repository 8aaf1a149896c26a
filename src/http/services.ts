import type { Enrollments } from "../domain/enrollment/enrollments.port.ts"
import type { WakeUp } from "../domain/enrollment/wake-up.port.ts"
import type { PortalUrl } from "../domain/invitation/invitation-token.ts"
import type { Invitations } from "../domain/invitation/invitations.port.ts"
import type { AccessTokens } from "../domain/people/access-tokens.port.ts"
import type { PeopleSeen, SessionsSeen } from "../domain/people/authenticate.ts"
import type { Entropy } from "../domain/people/entropy.port.ts"
import type { Envelopes } from "../domain/people/envelopes.port.ts"
import type { Events } from "../domain/people/events.port.ts"
import type { Idempotency } from "../domain/people/idempotency.port.ts"
import type { People } from "../domain/people/people.port.ts"
import type { Seals } from "../domain/people/seals.port.ts"
import type { Sessions } from "../domain/people/sessions.port.ts"
import type { WorkflowClock } from "../domain/people/workflow-clock.port.ts"
import type { Circuit } from "../domain/provisioning/circuit.ts"
import type { Reconciliations } from "../domain/provisioning/reconciliations.port.ts"
import type { StudentRecords } from "../domain/provisioning/student-records.port.ts"
import type { DefaultSchool } from "../domain/school/default-school.ts"
import type { Schools } from "../domain/school/schools.port.ts"
import type { SignInLinks } from "../domain/sign-in/links.port.ts"

/** All that the routes need of a runtime. */
export type Services =
  | AccessTokens
  | Circuit
  | DefaultSchool
  | Enrollments
  | Entropy
  | Envelopes
  | Events
  | Idempotency
  | Invitations
  | People
  | PeopleSeen
  | PortalUrl
  | Reconciliations
  | Schools
  | Seals
  | Sessions
  | SessionsSeen
  | SignInLinks
  | StudentRecords
  | WakeUp
  | WorkflowClock
