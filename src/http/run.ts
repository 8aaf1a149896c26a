import { Cause, Effect, Exit } from "effect"
import type { Context } from "hono"
import { RequestId } from "../domain/history/request-id.ts"
import { actorOf, type Principal } from "../domain/people/principal.ts"
import { AskedLanguage } from "./asked-language.ts"
import { type ApiError, problemOf } from "./failure.ts"
import { ClientAddress } from "./limits/client-address.ts"
import { languageOf } from "./problem-wire.ts"
import { problem, unexpected } from "./problem.ts"
import { requestSpan } from "./request-span.ts"
import { methodOf } from "./route-of.ts"
import type { Services } from "./services.ts"
import type { Runtime } from "./variables.ts"

const refusals: ReadonlyArray<number> = [401, 403, 404, 429]

/** Who was refused, and why. What they sent is not told: a wrong address or link is as personal as a right one. */
const logRefusal = (error: ApiError, principal: Principal | undefined) => {
  const { code, status } = problemOf(error)
  if (!refusals.includes(status) && error._tag !== "SignInLinkInvalid") return Effect.void
  return Effect.logInfo("request_refused").pipe(Effect.annotateLogs({
    problem: code,
    ...(error._tag === "NotAuthenticated" && { reason: error.reason }),
    ...(principal !== undefined && { actor: actorOf(principal) })
  }))
}

/** Logs what a person must look into, and what was refused; other problems of the caller leave no line. */
const observed = <A, R>(effect: Effect.Effect<A, ApiError, R>, c: Context, route: string) =>
  effect.pipe(
    Effect.tapErrorTag("StoreUnavailable", ({ code, store }) =>
      Effect.logError("store_unavailable").pipe(Effect.annotateLogs({ store, code }))),
    Effect.tapError((error) =>
      logRefusal(error, c.get("principal") as Principal | undefined)
    ),
    Effect.tapCause((cause) =>
      Cause.hasDies(cause)
        ? Effect.logFatal("defect").pipe(Effect.annotateLogs({ defect: defectName(Cause.squash(cause)) }))
        : Effect.void
    ),
    Effect.provideService(RequestId, c.get("requestId") as string),
    Effect.annotateLogs({ route: `${methodOf(c)} ${route}`, request_id: c.get("requestId") as string }),
    Effect.provideService(ClientAddress, c.get("clientAddress") as string),
    Effect.provideService(AskedLanguage, languageOf(c))
  )

/** The kind and place of a defect: its message may hold a value, its first frames do not. */
const defectName = (defect: unknown): string => {
  if (!(defect instanceof Error)) return "unknown"
  return [defect.name, ...(defect.stack ?? "").split("\n").filter((frame) => /^\s+at /.test(frame)).slice(0, 3)].join(
    " | "
  )
}

/** Logs what was thrown outside of any Effect. */
export const logDefect = (c: Context, defect: unknown): void => {
  const runtime = c.get("runtime") as Runtime
  runtime.runFork(
    Effect.logFatal("defect").pipe(
      Effect.annotateLogs({ defect: defectName(defect), request_id: c.get("requestId") as string })
    )
  )
}

/**
 * The only place where HTTP runs an Effect. `route` is the template, never the path. A client that leaves stops its reads, never its
 * writes.
 */
export const run = async <A>(
  c: Context,
  route: string,
  effect: Effect.Effect<A, ApiError, Services>
): Promise<Exit.Exit<A, Response>> => {
  const runtime = c.get("runtime") as Runtime
  const isRead = c.req.method === "GET" || c.req.method === "HEAD"
  const traced = Effect.flatMap(requestSpan(c), (span) => Effect.withParentSpan(observed(effect, c, route), span))
  const exit = await runtime.runPromiseExit(traced, isRead ? { signal: c.req.raw.signal } : {})
  if (Exit.isSuccess(exit)) return Exit.succeed(exit.value)
  const failure = exit.cause.reasons.find(Cause.isFailReason)
  return Exit.fail(problem(c, failure === undefined ? unexpected : problemOf(failure.error)))
}

/** The response with which a run failed. */
export const firstFailure = (exit: Exit.Failure<unknown, Response>): Response => {
  const reason = exit.cause.reasons[0]
  if (reason?._tag !== "Fail") throw new Error("a run fails with a response only")
  return reason.error
}
