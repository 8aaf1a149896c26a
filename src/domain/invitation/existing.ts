/** Why a family cannot be invited: what there is for this child already. */
export const existing = ["invited", "enrollment_open", "enrollment_closed", "enrollment_completed"] as const
/** What can be done instead, by the family (`sign_in`) or by the caller. */
export const insteadOfInviting = ["name_child", "resend", "sign_in", "reopen"] as const
