import type { StepNumber } from "../../domain/enrollment/steps/step.ts"
import step1 from "./examples/step-1.json" with { type: "json" }
import step2 from "./examples/step-2.json" with { type: "json" }
import step3 from "./examples/step-3.json" with { type: "json" }
import step4 from "./examples/step-4.json" with { type: "json" }
import step5 from "./examples/step-5.json" with { type: "json" }
import step6 from "./examples/step-6.json" with { type: "json" }

/** A body of each step that fills in every field. */
export const stepExamples: Readonly<Record<StepNumber, object>> = {
  1: step1,
  2: step2,
  3: step3,
  4: step4,
  5: step5,
  6: step6
}
