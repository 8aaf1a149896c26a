import { Context } from "effect"

/** The id of the request on whose behalf something is done, or `none` if there is no request. */
export const RequestId = Context.Reference<string>("tsa/history/RequestId", { defaultValue: () => "none" })
