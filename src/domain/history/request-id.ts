import { Context } from "effect"

/** The id of the request on whose behalf something is done; `none` where no request is. */
export const RequestId = Context.Reference<string>("tsa/history/RequestId", { defaultValue: () => "none" })
