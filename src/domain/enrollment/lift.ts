import type { ChangeContext } from "../history/event.ts"
import { accept } from "./accept.ts"
import type { Enrollment } from "./enrollment.ts"
import { wantRecords } from "./provisioning.ts"

/**
 * Returns the enrollment with a version above the one that PostgreSQL holds, and with its records wanted. A person has decided that the
 * enrollment is the truth although PostgreSQL holds records of a later version (the workflow store was restored). Unchanged where there is
 * nothing to rise above.
 */
export const liftAbove = (enrollment: Enrollment, held: number, context: ChangeContext): Enrollment => {
  const { provisioning, version } = enrollment
  if (held <= version) return enrollment
  const lifted = accept({ ...enrollment, version: held }, enrollment, "enrollment_lifted", context, { from: version })
  return { ...lifted, provisioning: wantRecords(provisioning, lifted.version, context.now) }
}
