import { Effect } from "effect"
import { measured } from "../../domain/store/call.ts"
import { refusal, unavailable } from "./failure.ts"

/** Returns a way to make calls of one kind, each of them measured. A condition that does not hold is an answer, not a failure. */
const attempt = (operation: string) => {
  const measure = measured("workflow", operation, (code) => code !== refusal)
  return <A>(call: (signal: AbortSignal) => Promise<A>) => measure(Effect.tryPromise({ try: call, catch: unavailable }))
}

/** Every kind of call. Its name is the operation in the metrics. */
export const attempts = {
  get: attempt("get"),
  put: attempt("put"),
  update: attempt("update"),
  delete: attempt("delete"),
  query: attempt("query"),
  scan: attempt("scan"),
  by_owner: attempt("query_by_owner"),
  by_school: attempt("query_by_school"),
  due: attempt("query_due"),
  batchGet: attempt("batch_get"),
  batchPut: attempt("batch_put"),
  describe: attempt("describe")
}
