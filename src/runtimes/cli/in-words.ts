import { type ApiError, problemOf } from "../../http/failure.ts"
import { told } from "../../http/problem-wire.ts"

/** Returns what a failure says: in its own words, otherwise in those of the API. */
export const inWords = (error: { readonly message: string }): string => {
  if (error.message !== "") return error.message
  const { detail, title } = told(problemOf(error as unknown as ApiError), "en")
  return detail ?? title
}
