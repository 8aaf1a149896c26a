import { Result } from "effect"
import { setTimeout as sleep } from "node:timers/promises"
import { decodeDraft, decodeStepData } from "../../src/domain/enrollment/steps/decode-step.ts"
import type { StepNumber } from "../../src/domain/enrollment/steps/step.ts"
import { answeredOfBody, digestOf } from "../history/answered.ts"
import { type Exchange, isUncertain, type Operation } from "../history/history.ts"
import type { Family } from "./families.ts"
import type { Stage } from "./stage.ts"

interface Command {
  readonly op: Operation
  readonly method: string
  readonly path: string
  readonly step?: StepNumber
  readonly body?: object
  /** The Idempotency-Key of a command that creates something, and the child whom it invites. */
  readonly key?: string
  readonly child?: string
}

/** Returns what must come back identically under a key, to the letter. */
const wireOf = ({ headers, status }: Response, text: string) =>
  digestOf([status, text, ...["content-type", "etag", "location"].map((name) => headers.get(name))])

/** How long a client waits before it considers an answer lost. */
const patienceMs = 20_000
const pauseMs = 20
/** The pause when another try of the same request is under way. */
const underWayMs = 250

/** Returns the data as the service will store them. */
const stored = ({ body, op, step }: Command): object | undefined => {
  if (body === undefined || step === undefined) return undefined
  const today = new Date().toISOString().slice(0, 10)
  const data: Result.Result<object, unknown> = op === "draft"
    ? decodeDraft(step, body)
    : decodeStepData(step, body, { today })
  return Result.getOrUndefined(data)
}

const codeOf = (error: unknown): string =>
  String(((error as Error).cause as { readonly code?: string } | undefined)?.code ?? (error as Error).name)

/**
 * Clients over HTTP. They send each command to any service that serves, and repeat it until it is answered. `history` is what they were
 * told; `steps` has the latency of each answer to a step, in milliseconds; `lost` counts requests without an answer, by error code.
 */
export const clientsOf = (stage: Stage, chance: () => number) => {
  const history: Array<Exchange> = []
  const steps: Array<{ readonly at: number; readonly ms: number }> = []
  const lost = new Map<string, number>()
  const asking = new Map<Promise<Exchange | undefined>, string>()

  const once = async (
    base: string,
    authorization: string,
    family: Family,
    command: Command
  ): Promise<Exchange | undefined> => {
    const { body, child, key, method, op, path, step } = command
    const sent = stored(command)
    const asked_at = performance.now()
    const about = {
      asked_at,
      client: family.parent_email,
      op,
      enrollment_id: family.enrollment_id,
      ...(step !== undefined && { step }),
      ...(sent !== undefined && { sent: digestOf(sent) }),
      ...(child !== undefined && { sent: child }),
      ...(key !== undefined && { idempotency_key: key })
    }
    try {
      const response = await fetch(base + path, {
        method,
        headers: {
          authorization,
          ...(body !== undefined && { "content-type": "application/json" }),
          ...(key !== undefined && { "idempotency-key": key })
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patienceMs)
      })
      const text = await response.text()
      const answer = JSON.parse(text) as {
        readonly type?: string
        readonly invitation?: { readonly invitation_id: string }
      }
      const answered_at = performance.now()
      if (op === "step") steps.push({ at: answered_at, ms: answered_at - asked_at })
      const { status } = response
      return {
        ...about,
        answered_at,
        status,
        is_under_way: answer.type === "/problems/request-under-way",
        ...(key !== undefined && { body: wireOf(response, text) }),
        ...(status < 300 && op === "invite" && { made: answer.invitation?.invitation_id }),
        ...(status < 300 && op !== "invite" && { answer: answeredOfBody(answer) })
      }
    } catch (error) {
      const code = codeOf(error)
      lost.set(code, (lost.get(code) ?? 0) + 1)
      return code === "ECONNREFUSED" ? undefined : { ...about, answered_at: performance.now(), status: 0 }
    }
  }

  /** Asks until the answer is not "try again shortly", and returns its status. */
  const ask = async (family: Family, command: Command): Promise<number> => {
    for (;;) {
      const authorization = `Bearer ${await (command.op === "invite" ? family.coachToken() : family.token())}`
      const base = await stage.anyBase(chance)
      const answer = once(base, authorization, family, command)
      asking.set(answer, base)
      const exchange = await answer
      asking.delete(answer)
      if (exchange !== undefined) history.push(exchange)
      const isLast = exchange !== undefined && exchange.status !== 503 && !isUncertain(exchange)
      if (isLast) return exchange.status
      await sleep(exchange?.is_under_way === true ? underWayMs : pauseMs)
    }
  }

  /** Fails unless the status is a 2xx or one of these. */
  const must = async (family: Family, command: Command, ...otherwise: ReadonlyArray<number>): Promise<number> => {
    const status = await ask(family, command)
    if (status >= 300 && !otherwise.includes(status)) {
      throw new Error(`${command.op} ${command.step ?? ""} of ${family.enrollment_id} was answered ${status}`)
    }
    return status
  }

  const at = ({ enrollment_id }: Family) => `/admissions/enrollments/${enrollment_id}`
  return {
    history,
    steps,
    lost,
    /** Returns the requests under way to this service, or to all. */
    underWay: (base?: string) =>
      [...asking].filter(([, at]) => base === undefined || at === base).map(([answer]) => answer),
    begin: (family: Family) => {
      const { enrollment_id: key, invitation_token, parent_email } = family
      const body = { invitation_token, parent_email }
      return must(family, { op: "begin", method: "POST", path: "/admissions/enrollments", body, key })
    },
    /** The family's coach invites a sister, whom nobody else invites. */
    invite: (family: Family) => {
      const { enrollment_id, parent_email, sister: child } = family
      const body = { parent_email, student_first_name: child }
      const key = `sister of ${enrollment_id}`
      return must(family, { op: "invite", method: "POST", path: "/parent-invitations", body, key: `"${key}"`, child })
    },
    step: (family: Family, step: StepNumber, body: object = family.bodies[step], ...otherwise: ReadonlyArray<number>) =>
      must(family, { op: "step", method: "PUT", path: `${at(family)}/steps/${step}`, step, body }, ...otherwise),
    draft: (family: Family, step: StepNumber, body: object) =>
      must(family, { op: "draft", method: "PUT", path: `${at(family)}/steps/${step}/draft`, step, body }),
    withdraw: (family: Family) =>
      must(family, { op: "withdraw", method: "POST", path: `${at(family)}/withdraw`, body: { reason: "moving" } })
  }
}
export type Clients = ReturnType<typeof clientsOf>
