import type { StepData } from "../../src/domain/enrollment/steps/step-data.ts"
import type { StepNumber } from "../../src/domain/enrollment/steps/step.ts"
import { answers as two } from "../fixtures/enrollment-clicks.ts"
import { refusedTown } from "./fate.ts"

const [first] = two[4]
const student = (changes: Partial<StepData[4]["student_info"]>): StepData[4] => ({
  ...first,
  student_info: { ...first.student_info, ...changes }
})

/** The answers to each step that a family may choose from. The student records refuse the last one of step 4. */
export const answers: { readonly [N in StepNumber]: ReadonlyArray<StepData[N]> } = {
  ...two,
  4: [...two[4], student({ first_name: "Adah" }), student({ birth_city: refusedTown })]
}

export const drafts = [0, 1, 2].map((number) => ({ program_interest: `${number}` }))
