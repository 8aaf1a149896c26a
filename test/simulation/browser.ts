import { Effect, Exit } from "effect"
import { type StepNumber, stepNumbers } from "../../src/domain/enrollment/steps/step.ts"
import { digestOf } from "../history/answered.ts"
import { type Answered, type Exchange, isUncertain } from "../history/history.ts"
import { answers, drafts } from "./answers.ts"
import type { Chance } from "./chance.ts"
import { type Command, statusOf } from "./commands.ts"
import { asked as carriedOut } from "./creations.ts"
import { AskedRecords } from "./faulty-ports.ts"
import type { NodeProcess } from "./node-process.ts"
import type { Family } from "./town.ts"
import type { VirtualTime } from "./virtual-time.ts"

/** Where browsers live: their network leads to any living process. */
export interface Network {
  readonly time: VirtualTime
  readonly chance: Chance
  readonly anyProcess: () => NodeProcess | undefined
  readonly note: (exchange: Exchange) => void
}

/** How people use a browser: the longest pause between commands (ms), how often they click repeatedly, how persistent they are. */
export interface Habits {
  readonly pause: number
  readonly manyClicks: number
  readonly retries: number
}

/** How long a browser waits for an answer (milliseconds). */
const patience = 10_000

const failureOf = (exit: Exit.Failure<unknown, unknown>) => {
  const [reason] = exit.cause.reasons
  return reason?._tag === "Fail" ? reason.error as Parameters<typeof statusOf>[0] : { _tag: "Defect" }
}

/** Sends a command once and notes the answer. */
export const send = Effect.fnUntraced(
  function*({ anyProcess, chance, note, time }: Network, client: string, family: Family, command: Command) {
    yield* time.sleep(chance.below(20))
    const asked = { times: 0 }
    const about = {
      client,
      asked_at: time.now(),
      op: command.op,
      enrollment_id: family.enrollment_id,
      ...(command.step !== undefined && { step: command.step }),
      ...(command.op === "waive" && { sent: "waived" }),
      ...(command.data !== undefined && { sent: digestOf(command.data) }),
      ...(command.child !== undefined && { sent: command.child }),
      ...(command.key !== undefined && { idempotency_key: command.key })
    }
    const exit = yield* anyProcess()?.ask(
      Effect.provideService(carriedOut(command, family), AskedRecords, asked),
      patience
    ) ?? Effect.undefined
    const waited = asked.times > 0 && { store: "student-records" as const }
    const exchange: Exchange = exit === undefined
      ? { ...about, ...waited, answered_at: time.now(), status: 0 }
      : Exit.isSuccess(exit)
      ? { ...about, ...waited, answered_at: time.now(), ...exit.value }
      : {
        ...about,
        ...failureOf(exit),
        ...waited,
        answered_at: time.now(),
        status: statusOf(failureOf(exit)),
        is_under_way: failureOf(exit)._tag === "RequestUnderWay"
      }
    note(exchange)
    return exchange
  }
)

/** Returns what a family, or staff on its side, would do next: mostly the next step, sometimes anything else. */
const nextCommand = (chance: Chance, known: Answered | undefined): Command => {
  const keyed = () => chance.happens(0.7) ? { key: chance.uuid() } : {}
  if (known === undefined) return { op: "begin", by: chance.happens(0.1) ? "staff" : "family", ...keyed() }
  if (chance.happens(0.08)) return { op: "invite", by: "staff", key: chance.uuid(), child: chance.uuid() }
  const next = stepNumbers.find((step) => known.steps[step] === undefined) ?? 6
  const any: StepNumber = chance.pick(stepNumbers)
  const by = chance.happens(0.1) ? "staff" : "family"
  const expected = chance.happens(0.15) ? { expected: known.version } : {}
  const data = <A>(all: ReadonlyArray<A>) =>
    all[chance.happens(0.06) ? all.length - 1 : chance.below(Math.min(all.length, 3))]
  const submit = (step: StepNumber): Command => {
    const chosen = data<(typeof answers)[StepNumber][number]>(answers[step])
    return { op: "step", by, step, ...(chosen !== undefined && { data: chosen }), ...expected }
  }
  const isClosed = known.status === "withdrawn" || known.status === "declined"
  if (isClosed && chance.happens(0.3)) return { op: "reopen", by: "staff", ...expected }
  const drawn = chance.next()
  if (drawn < 0.55) return submit(next)
  if (drawn < 0.72) return submit(any)
  if (drawn < 0.84) return { op: "draft", by, step: chance.happens(0.6) ? next : any, data: chance.pick(drafts) }
  if (drawn < 0.88) return { op: "drop-draft", by, step: any }
  if (drawn < 0.92) return { op: "waive", by: "staff", step: chance.pick([2, 3] as const) }
  if (drawn < 0.925) return { op: "withdraw", by, ...expected }
  if (drawn < 0.93) return { op: chance.pick(["approve", "decline"] as const), by: "staff", ...expected }
  if (drawn < 0.96) return { op: "begin", by, ...keyed() }
  return { op: "read", by }
}

/** Runs a family's browser: it sends `commands` commands, some clicked several times, and repeats those that got no answer. */
export const browser = Effect.fnUntraced(
  function*(network: Network, client: string, family: Family, commands: number, habits: Habits) {
    const { chance, time } = network
    let known: Answered | undefined
    const learn = (exchange: Exchange) => {
      const { answer } = exchange
      if (answer !== undefined && answer.version >= (known?.version ?? 0)) known = answer
      return exchange
    }
    for (let done = 0; done < commands;) {
      yield* time.sleep(chance.below(habits.pause))
      const command = nextCommand(chance, known)
      const clicks = chance.happens(habits.manyClicks) ? 1 + chance.below(5) : 1
      done += clicks
      const told = yield* Effect.forEach(
        Array.from({ length: clicks }),
        () => Effect.map(send(network, client, family, command), learn),
        { concurrency: "unbounded" }
      )
      for (let retry = 0; retry < habits.retries && told.every(isUncertain); retry++) {
        yield* time.sleep(200 + chance.below(1500))
        told.push(learn(yield* send(network, client, family, command)))
      }
    }
  }
)
