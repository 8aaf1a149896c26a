import type { Endpoint } from "./described.ts"
import { healthEndpoints } from "./operation/health.ts"
import { keyEndpoints } from "./operation/keys.ts"
import { metricsEndpoints } from "./operation/metrics.ts"
import { openApiEndpoint } from "./operation/openapi.ts"
import { versionEndpoints } from "./operation/version.ts"
import type { Platform } from "./platform.ts"
import { bulkInvitationEndpoints } from "./portal/bulk-invitations.ts"
import { closingEndpoints } from "./portal/closing.ts"
import { enrollmentEndpoints } from "./portal/enrollments.ts"
import { guardianEndpoints } from "./portal/guardians.ts"
import { invitationEndpoints } from "./portal/invitations.ts"
import { oneInvitationEndpoints } from "./portal/one-invitation.ts"
import { openedInvitationEndpoints } from "./portal/opened-invitation.ts"
import { stepEndpoints } from "./portal/steps.ts"
import { identityEndpoints } from "./sign-in/identity.ts"
import { linkEndpoints } from "./sign-in/link.ts"
import { sessionEndpoints } from "./sign-in/session.ts"
import { addressEndpoints } from "./staff/addresses.ts"
import { consistencyEndpoints } from "./staff/consistency.ts"
import { custodyEndpoints } from "./staff/custody.ts"
import { staffEnrollmentEndpoints } from "./staff/enrollments.ts"
import { peopleEndpoints } from "./staff/people.ts"
import { provisioningEndpoints } from "./staff/provisioning.ts"
import { recordsCheckEndpoints } from "./staff/records-check.ts"
import { revokeAllEndpoints } from "./staff/revoke-all.ts"
import { schoolEndpoints } from "./staff/schools.ts"

/** Every operation. Static paths come before those with a parameter in their place. */
export const endpointsOf = (platform: Platform): ReadonlyArray<Endpoint> => {
  const described = [
    ...healthEndpoints(platform),
    ...metricsEndpoints(platform.metrics),
    ...versionEndpoints(platform.version),
    ...linkEndpoints,
    ...identityEndpoints,
    ...sessionEndpoints,
    ...keyEndpoints,
    ...openedInvitationEndpoints,
    ...bulkInvitationEndpoints,
    ...invitationEndpoints,
    ...oneInvitationEndpoints,
    ...enrollmentEndpoints,
    ...closingEndpoints,
    ...stepEndpoints,
    ...guardianEndpoints,
    ...custodyEndpoints,
    ...staffEnrollmentEndpoints,
    ...provisioningEndpoints,
    ...recordsCheckEndpoints,
    ...consistencyEndpoints,
    ...schoolEndpoints,
    ...revokeAllEndpoints,
    ...peopleEndpoints,
    ...addressEndpoints
  ]
  return [...described, openApiEndpoint(described, platform.version)]
}
