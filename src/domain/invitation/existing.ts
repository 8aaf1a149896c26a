/** Why a family cannot be invited: what is there for this child. */
export const existing = ["invited", "enrollment_open", "enrollment_closed", "enrollment_completed"] as const
/** What can be done instead: by the family (`sign_in`), or by whoever asked. */
export const insteadOfInviting = ["name_child", "resend", "sign_in", "reopen"] as const

const words: Readonly<Record<(typeof existing)[number], string>> = {
  invited: "This family is invited for this child already.",
  enrollment_open: "This child's enrollment is under way: the family signs in and goes on.",
  enrollment_closed: "This child's enrollment was closed. The school's staff can reopen it.",
  enrollment_completed: "This child is enrolled: the family signs in to see it."
}

export const wordsOf = ({ is_named, reason }: { readonly is_named: boolean; readonly reason: keyof typeof words }) =>
  is_named || reason !== "invited"
    ? words[reason]
    : "This family has an open invitation that names no child. Please name the child whom you invite."
