import type { PeopleSeen, SessionsSeen } from "../domain/access/authenticate.ts"
import type { NotBefore } from "../domain/access/not-before.port.ts"
import type { NotBeforeSeen } from "../domain/access/not-before.ts"
import type { Sessions } from "../domain/access/sessions.port.ts"
import type { AccessTokens } from "../domain/access/tokens.port.ts"
import type { Enrollments } from "../domain/enrollment/enrollments.port.ts"
import type { Events } from "../domain/history/events.port.ts"
import type { PortalUrl } from "../domain/invitation/invitation-token.ts"
import type { Invitations } from "../domain/invitation/invitations.port.ts"
import type { WakeUp } from "../domain/outbox/wake-up.port.ts"
import type { People } from "../domain/people/people.port.ts"
import type { Circuit } from "../domain/provisioning/circuit.ts"
import type { StudentRecords } from "../domain/provisioning/student-records.port.ts"
import type { Reconciliations } from "../domain/reconciliation/reconciliations.port.ts"
import type { Counters } from "../domain/request/counters.port.ts"
import type { Idempotency } from "../domain/request/idempotency.port.ts"
import type { DefaultSchool } from "../domain/school/default-school.ts"
import type { Schools } from "../domain/school/schools.port.ts"
import type { Encryption } from "../domain/secrets/encryption.port.ts"
import type { KeyedHash } from "../domain/secrets/keyed-hash.port.ts"
import type { SecureRandom } from "../domain/secrets/secure-random.port.ts"
import type { Identities } from "../domain/sign-in/identities.port.ts"
import type { IdentityTokens } from "../domain/sign-in/identity-tokens.port.ts"
import type { SignInLinks } from "../domain/sign-in/links.port.ts"
import type { WorkflowClock } from "../domain/store/workflow-clock.port.ts"

/** Everything that the routes need from a runtime. */
export type Services =
  | AccessTokens
  | Circuit
  | Counters
  | DefaultSchool
  | Enrollments
  | SecureRandom
  | Encryption
  | Events
  | Identities
  | IdentityTokens
  | Idempotency
  | Invitations
  | NotBefore
  | NotBeforeSeen
  | People
  | PeopleSeen
  | PortalUrl
  | Reconciliations
  | Schools
  | KeyedHash
  | Sessions
  | SessionsSeen
  | SignInLinks
  | StudentRecords
  | WakeUp
  | WorkflowClock
