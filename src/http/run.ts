import { Cause, Effect, Exit } from "effect"
import type { Context } from "hono"
import { RequestId } from "../domain/history/request-id.ts"
import { actorOf, type Principal } from "../domain/people/principal.ts"
import { AskedLanguage } from "./asked-language.ts"
import { type ApiError, problemOf } from "./failure.ts"
import { ClientAddress } from "./limits/client-address.ts"
import { languageOf } from "./problem-wire.ts"
import { problem, unexpected } from "./problem.ts"
import type { Refused } from "./refused.ts"
import { requestSpan } from "./request-span.ts"
import { methodOf } from "./route-of.ts"
import type { Services } from "./services.ts"
import { sentUnlessKnown, type Wire } from "./wire.ts"

/** A request under way, and what is known about it so far. */
export interface Asking {
  principal?: Principal
}

const logged: ReadonlyArray<number> = [401, 403, 404, 429]

/** Logs who was refused, and why. It does not tell what they sent: a wrong address or link is as personal as a right one. */
const logRefusal = (error: ApiError, { principal }: Asking) => {
  const { code, status } = problemOf(error)
  if (!logged.includes(status) && error._tag !== "SignInLinkInvalid") return Effect.void
  return Effect.logInfo("request_refused").pipe(Effect.annotateLogs({
    problem: code,
    ...(error._tag === "NotAuthenticated" && { reason: error.reason }),
    ...(principal !== undefined && { actor: actorOf(principal) })
  }))
}

/** Logs what a person must look into, and what was refused. Other problems of the caller leave no line. */
const observed = <A, R>(effect: Effect.Effect<A, ApiError | Refused, R>, c: Context, route: string, asking: Asking) =>
  effect.pipe(
    Effect.tapErrorTag(
      "StoreUnavailable",
      ({ code, store }) => Effect.logError("store_unavailable").pipe(Effect.annotateLogs({ store, code }))
    ),
    Effect.tapError((error) => error._tag === "Refused" ? Effect.void : logRefusal(error, asking)),
    Effect.tapCause((cause) =>
      Cause.hasDies(cause)
        ? Effect.logFatal("defect").pipe(Effect.annotateLogs({ defect: defectName(Cause.squash(cause)) }))
        : Effect.void
    ),
    Effect.provideService(RequestId, c.get("requestId")),
    Effect.annotateLogs({ route: `${methodOf(c)} ${route}`, request_id: c.get("requestId") }),
    Effect.provideService(ClientAddress, c.get("clientAddress")),
    Effect.provideService(AskedLanguage, languageOf(c))
  )

/** Returns the kind and place of a defect. Its message may hold a value; its first frames do not. */
const defectName = (defect: unknown): string => {
  if (!(defect instanceof Error)) return "unknown"
  return [defect.name, ...(defect.stack ?? "").split("\n").filter((frame) => /^\s+at /.test(frame)).slice(0, 3)].join(
    " | "
  )
}

/** Logs what was thrown outside of any Effect. */
export const logDefect = (c: Context, defect: unknown): void => {
  c.get("runtime").runFork(
    Effect.logFatal("defect").pipe(
      Effect.annotateLogs({ defect: defectName(defect), request_id: c.get("requestId") })
    )
  )
}

/**
 * The only place where HTTP runs an Effect, once for each request. `route` is the template, never the path. If a client leaves, its reads
 * are stopped, but never its writes.
 */
export const run = async (
  c: Context,
  route: string,
  asking: Asking,
  effect: Effect.Effect<Wire, ApiError | Refused, Services>
): Promise<Response> => {
  const isRead = c.req.method === "GET" || c.req.method === "HEAD"
  const traced = Effect.flatMap(
    requestSpan(c),
    (span) => Effect.withParentSpan(observed(effect, c, route, asking), span)
  )
  const exit = await c.get("runtime").runPromiseExit(traced, isRead ? { signal: c.req.raw.signal } : {})
  if (Exit.isSuccess(exit)) return sentUnlessKnown(c, exit.value)
  const failure = exit.cause.reasons.find(Cause.isFailReason)?.error
  if (failure === undefined) return problem(c, unexpected)
  return problem(c, failure._tag === "Refused" ? failure.problem : problemOf(failure))
}
