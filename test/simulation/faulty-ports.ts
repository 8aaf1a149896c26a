import { Context, Effect } from "effect"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import type { StudentRecordSet } from "../../src/domain/enrollment/student-record-set.ts"
import { Events } from "../../src/domain/history/events.port.ts"
import { Invitations } from "../../src/domain/invitation/invitations.port.ts"
import { Mailer, MailNotSent } from "../../src/domain/mail/mailer.port.ts"
import { Outbox } from "../../src/domain/outbox/outbox.port.ts"
import { People } from "../../src/domain/people/people.port.ts"
import { type PutOutcome, StudentRecords } from "../../src/domain/provisioning/student-records.port.ts"
import { Reconciliations } from "../../src/domain/reconciliation/reconciliations.port.ts"
import { Counters } from "../../src/domain/request/counters.port.ts"
import { Idempotency } from "../../src/domain/request/idempotency.port.ts"
import { Schools } from "../../src/domain/school/schools.port.ts"
import { SignInLinks } from "../../src/domain/sign-in/links.port.ts"
import { StoreUnavailable } from "../../src/domain/store/unavailable.ts"
import { type Fate, isRefused, type Outcome } from "./fate.ts"

export type Stores =
  | Counters
  | Outbox
  | Enrollments
  | Events
  | Idempotency
  | Invitations
  | Mailer
  | People
  | Reconciliations
  | Schools
  | SignInLinks
  | StudentRecords

/** The place from which ports are called: a process, which may die in the middle of a call. */
export interface Caller {
  readonly isAlive: () => boolean
  readonly die: () => void
  /** Returns the fate of the next call. `subject` is for the trace: ids, never more. */
  readonly fateOf: (port: string, method: string, subject: string) => Fate
  /** Returns whether a set of records fails this time although others in the same put do not. */
  readonly failsAlone: (set: StudentRecordSet) => boolean
  readonly sleep: (ms: number) => Effect.Effect<void>
  /** Lets this happen at some time, whether the process is still alive then or not. */
  readonly later: (effect: Effect.Effect<unknown, unknown>) => void
  /** Called after each put with the students it was about. */
  readonly onPut: (student_unique_ids: ReadonlyArray<string>) => void
}

/** Counts the calls of the student records that one request waits for. */
export const AskedRecords = Context.Reference<{ times: number }>("tsa/test/AskedRecords", {
  defaultValue: () => ({ times: 0 })
})

/** After this time the drivers give up (milliseconds). */
const timeLimit = 5000

type Failure = Effect.Effect<never, StoreUnavailable | MailNotSent>

const awayFrom = (port: string, code: string): Failure =>
  port === "Mailer"
    ? Effect.fail(new MailNotSent({ code }))
    : Effect.fail(new StoreUnavailable({ store: port === "StudentRecords" ? "student-records" : "workflow", code }))

/** Plays everything that one call does on virtual time: the way there, the effect, and the way back, or whatever its fate is. */
const faultyCall = (
  caller: Caller,
  port: string,
  { back, outcome, there }: Fate,
  effect: Effect.Effect<unknown, unknown>,
  half: Effect.Effect<unknown, unknown>
): Effect.Effect<unknown, unknown> => {
  const ending: Record<Outcome, () => Effect.Effect<unknown, unknown>> = {
    well: () => effect,
    refused: () => awayFrom(port, "refused"),
    lost: () => Effect.andThen(effect, awayFrom(port, "lost")),
    half: () => Effect.andThen(half, awayFrom(port, "half")),
    silent: () => Effect.andThen(caller.sleep(timeLimit), awayFrom(port, "timeout")),
    late: () => {
      caller.later(effect)
      return Effect.andThen(caller.sleep(timeLimit), awayFrom(port, "timeout"))
    },
    "dies before": () => Effect.andThen(Effect.sync(caller.die), Effect.never),
    "dies after": () => Effect.andThen(Effect.andThen(effect, Effect.sync(caller.die)), Effect.never)
  }
  const happens = Effect.suspend(() => ending[outcome]())
  const arrived = there === 0 ? happens : Effect.andThen(caller.sleep(there), happens)
  return Effect.flatMap(
    Effect.exit(back === 0 ? arrived : Effect.ensuring(arrived, caller.sleep(back))),
    (exit) => caller.isAlive() ? exit : Effect.never
  )
}

const subjectOf = (argument: unknown): string => {
  if (typeof argument === "string") return argument
  if (Array.isArray(argument)) return argument.map(subjectOf).join(",")
  if (typeof argument !== "object" || argument === null) return ""
  const { enrollment_id, extension, id, invitation_id, version } = argument as Record<string, unknown>
  return extension === undefined
    ? `${String(enrollment_id ?? invitation_id ?? id ?? "")}.${String(version ?? "")}`
    : subjectOf(extension)
}

type Method = (...args: ReadonlyArray<unknown>) => Effect.Effect<unknown, unknown>

const faulty = <S extends object>(caller: Caller, port: string, inner: S): S => {
  const wrapped = (method: string, call: Method, args: ReadonlyArray<unknown>) =>
    Effect.suspend(() => {
      if (!caller.isAlive()) return Effect.never
      const fate = caller.fateOf(port, method, args.map(subjectOf).join(" "))
      const [first] = args
      const half = Array.isArray(first) ? call(first.slice(0, Math.ceil(first.length / 2))) : Effect.void
      return faultyCall(caller, port, fate, call(...args), half)
    })
  const members = Object.entries(inner).map(([method, member]) => [
    method,
    Effect.isEffect(member)
      ? wrapped(method, () => member as Effect.Effect<unknown>, [])
      : (...args: ReadonlyArray<unknown>) => wrapped(method, member as Method, args)
  ])
  return Object.fromEntries(members) as S
}

/** Student records that behave like PostgreSQL: some sets they never accept, some not this time. */
const pickyRecords = (caller: Caller, inner: StudentRecords["Service"]): StudentRecords["Service"] => ({
  ...inner,
  put: (sets, mode) =>
    Effect.gen(function*() {
      const outcomes = sets.map((set): PutOutcome | undefined => {
        const { enrollment_id } = set.extension
        if (isRefused(set)) {
          const problems = [{ pointer: "/student_info/birth_city", code: "too_long", message: "Please shorten it." }]
          return { _tag: "Refused", enrollment_id, problems }
        }
        return caller.failsAlone(set) ? { _tag: "Failed", enrollment_id, code: "40001" } : undefined
      })
      const taken = sets.filter((_, index) => outcomes[index] === undefined)
      const held = yield* inner.put(taken, mode)
      caller.onPut(taken.map(({ student }) => student.student_unique_id))
      return [...outcomes.filter((outcome) => outcome !== undefined), ...held]
    })
})

/** Counts the calls of the student records for the request that waits for them. */
const countedRecords = (inner: StudentRecords["Service"]): StudentRecords["Service"] => {
  const counted = <A, E>(effect: Effect.Effect<A, E>) =>
    Effect.flatMap(AskedRecords, (asked) => {
      asked.times++
      return effect
    })
  return {
    put: (sets, mode) => counted(inner.put(sets, mode)),
    find: (ids) => counted(inner.find(ids)),
    page: (after, limit) => counted(inner.page(after, limit)),
    countBySchool: counted(inner.countBySchool),
    migrationLevel: counted(inner.migrationLevel)
  }
}

/** Returns the stores as this process sees them. */
export const faultyStores = (caller: Caller, stores: Context.Context<Stores>): Context.Context<Stores> => {
  const records = pickyRecords(caller, Context.get(stores, StudentRecords))
  return Context.make(StudentRecords, countedRecords(faulty(caller, "StudentRecords", records))).pipe(
    Context.add(Counters, faulty(caller, "Counters", Context.get(stores, Counters))),
    Context.add(Outbox, faulty(caller, "Outbox", Context.get(stores, Outbox))),
    Context.add(Enrollments, faulty(caller, "Enrollments", Context.get(stores, Enrollments))),
    Context.add(Events, faulty(caller, "Events", Context.get(stores, Events))),
    Context.add(Idempotency, faulty(caller, "Idempotency", Context.get(stores, Idempotency))),
    Context.add(Invitations, faulty(caller, "Invitations", Context.get(stores, Invitations))),
    Context.add(Mailer, faulty(caller, "Mailer", Context.get(stores, Mailer))),
    Context.add(People, faulty(caller, "People", Context.get(stores, People))),
    Context.add(Reconciliations, faulty(caller, "Reconciliations", Context.get(stores, Reconciliations))),
    Context.add(Schools, faulty(caller, "Schools", Context.get(stores, Schools))),
    Context.add(SignInLinks, faulty(caller, "SignInLinks", Context.get(stores, SignInLinks)))
  )
}
