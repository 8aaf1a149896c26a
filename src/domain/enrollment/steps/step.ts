/** The six steps, in their order. */
export const steps = [
  { number: 1, slug: "program-information", name: "Program Information" },
  { number: 2, slug: "phone-consultation", name: "Phone Consultation" },
  { number: 3, slug: "shadow-day", name: "Shadow Day" },
  { number: 4, slug: "student-information", name: "Student Information" },
  { number: 5, slug: "document-submission", name: "Document Submission" },
  { number: 6, slug: "payment-processing", name: "Payment Processing" }
] as const

export type StepNumber = (typeof steps)[number]["number"]

export const stepNumbers: ReadonlyArray<StepNumber> = steps.map(({ number }) => number)

export const stepName = (step: StepNumber): string => steps[step - 1]?.name ?? ""
