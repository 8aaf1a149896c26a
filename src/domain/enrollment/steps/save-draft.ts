import { DateTime, Effect } from "effect"
import type { PermitOf } from "../../people/permit.ts"
import { decideAndStore } from "../../store/decide-and-store.ts"
import { VersionConflict } from "../../store/stale-version.ts"
import { actingAs } from "../change-enrollment.ts"
import { openTo } from "../closing.ts"
import { Enrollments } from "../enrollments.port.ts"
import { draftPolicy, loadEnrollment } from "../policies.ts"
import { withDraft } from "../transitions.ts"
import type { Draft } from "./step-data.ts"
import type { StepNumber } from "./step.ts"

/**
 * Saves a half-filled step, or drops its draft (undefined), if the caller may still change the enrollment's steps. Nothing is completed by
 * it. Of several drafts the last write wins. If a change was accepted meanwhile, the draft is decided on again, with the time at that
 * moment.
 */
export const saveDraft = Effect.fn("saveDraft")(
  function*(permit: PermitOf<typeof draftPolicy>, step: StepNumber, draft: Draft | undefined) {
    const enrollments = yield* Enrollments
    const id = permit.resource.enrollment_id
    const { after } = yield* decideAndStore({
      first: permit.resource,
      decide: Effect.fnUntraced(function*(current) {
        const open = yield* Effect.fromResult(openTo(current, actingAs(permit)))
        if (draft === undefined && open.drafts[step] === undefined) return open
        return withDraft(open, step, draft, DateTime.formatIso(yield* DateTime.now))
      }),
      store: (before, { drafts }) => enrollments.saveDraft(before, step, drafts[step]),
      reload: loadEnrollment(id),
      beaten: () => Effect.fail(new VersionConflict({ id }))
    })
    return after
  }
)
