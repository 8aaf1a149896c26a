import { StoreUnavailable } from "../../domain/store/unavailable.ts"

/** Returns a driver's failure without its message, which may hold values. Network errors are named by their code. */
export const unavailable = (thrown: unknown): StoreUnavailable => {
  const { code, name } = (thrown ?? {}) as { readonly code?: string; readonly name?: string }
  const isAnonymous = name === undefined || name === "Error" || name === "AggregateError"
  return new StoreUnavailable({ store: "workflow", code: String((isAnonymous ? code : name) ?? "no_answer") })
}

/** The code of a write whose condition did not hold. */
export const refusal = "ConditionalCheckFailedException"
export const isRefused = ({ code }: StoreUnavailable): boolean => code === refusal
