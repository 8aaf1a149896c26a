import { Cause, Clock, Context, Effect, Exit, Layer, Logger, Random, References, Scope } from "effect"
import { createHash } from "node:crypto"
import { PortalUrl } from "../../src/domain/invitation/invitation-token.ts"
import { WakeUp } from "../../src/domain/outbox/wake-up.port.ts"
import * as Circuit from "../../src/domain/provisioning/circuit.ts"
import { DefaultSchool } from "../../src/domain/school/default-school.ts"
import { Encryption } from "../../src/domain/secrets/encryption.port.ts"
import { KeyedHash } from "../../src/domain/secrets/keyed-hash.port.ts"
import { SecureRandom } from "../../src/domain/secrets/secure-random.port.ts"
import { WorkflowClock } from "../../src/domain/store/workflow-clock.port.ts"
import * as Relay from "../../src/runtimes/background/relay.ts"
import type { Chance } from "./chance.ts"
import type { Fate } from "./fate.ts"
import { type Caller, faultyStores, type Stores } from "./faulty-ports.ts"
import type { VirtualTime } from "./virtual-time.ts"

/** Everything that a use case may ask for in a running process. */
export type Services =
  | Stores
  | Circuit.Circuit
  | DefaultSchool
  | SecureRandom
  | Encryption
  | PortalUrl
  | KeyedHash
  | WakeUp
  | WorkflowClock

/** The world around the processes of one run: its time, its chance, its stores, and what happens to calls. */
export interface Surroundings {
  readonly time: VirtualTime
  readonly chance: Chance
  readonly stores: Context.Context<Stores>
  readonly fateOf: (process: string, port: string, method: string, subject: string) => Fate
  readonly failsAlone: Caller["failsAlone"]
  readonly onPut: Caller["onPut"]
  readonly later: Caller["later"]
  /** Returns whether this wake-up gets lost. */
  readonly losesWakeUp: () => boolean
  readonly defect: (what: string) => void
}

/** This keyed hash is easy to forge, but it is the same each time and needs no promise. */
const keyedHash = KeyedHash.of({
  of: (purpose, text) =>
    Effect.sync(() => createHash("sha256").update(JSON.stringify([purpose, text])).digest("base64url"))
})

/** The kept answers here are not encrypted. */
const encryption = Encryption.of({
  close: (_, text) => Effect.sync(() => new TextEncoder().encode(text)),
  open: (_, closed) => Effect.sync(() => new TextDecoder().decode(closed))
})

/** Listens only to what a relay logs about its own bugs. */
const listening = (defect: Surroundings["defect"]) =>
  Context.make(
    Logger.CurrentLoggers,
    new Set([Logger.make<unknown, void>(({ cause, message }) => defect(`${String(message)} ${Cause.pretty(cause)}`))])
  ).pipe(Context.add(References.MinimumLogLevel, "Fatal"))

/**
 * Runs a Node process with the real relay on virtual time. It dies like one that is killed: none of its code runs any further, but what it
 * had sent to a store arrives. `skew`: how far its clock is ahead (milliseconds).
 */
export const nodeProcess = (around: Surroundings, name: string, skew: () => number) => {
  const { chance, stores, time } = around
  let alive = true
  const waiting = new Set<() => void>()
  const die = () => {
    alive = false
    for (const leave of waiting) leave()
    waiting.clear()
  }
  const clock = time.clockOff(skew)
  const caller: Caller = {
    isAlive: () => alive,
    die,
    fateOf: (port, method, subject) => around.fateOf(name, port, method, subject),
    failsAlone: around.failsAlone,
    onPut: around.onPut,
    sleep: time.sleep,
    later: around.later
  }
  const base = time.context.pipe(
    Context.add(Clock.Clock, clock),
    Context.add(Random.Random, {
      nextIntUnsafe: () => chance.below(2 ** 32),
      nextDoubleUnsafe: chance.next
    }),
    Context.merge(listening(around.defect)),
    Context.merge(faultyStores(caller, stores)),
    Context.add(SecureRandom, {
      suffixNumber: Effect.sync(chance.suffixNumber),
      uuid: Effect.sync(chance.uuid)
    }),
    Context.add(KeyedHash, keyedHash),
    Context.add(Encryption, encryption),
    Context.add(WorkflowClock, { offsetMs: Effect.sync(skew) }),
    Context.add(DefaultSchool, 1),
    Context.add(PortalUrl, "https://portal.example.test")
  )
  const layer = Relay.layer.pipe(Layer.provideMerge(Circuit.layer))
  const built = Effect.runForkWith(base)(Layer.buildWithScope(layer, Scope.makeUnsafe())).pollUnsafe()
  if (built === undefined || Exit.isFailure(built)) throw new Error("a relay starts at once")
  const running = Context.merge(base, built.value)
  const wakeUp = Context.get(running, WakeUp)
  const context: Context.Context<Services> = Context.add(running, WakeUp, {
    wake: (ref) => around.losesWakeUp() ? Effect.void : wakeUp.wake(ref)
  })

  return {
    name,
    isAlive: () => alive,
    die,
    /**
     * Runs this inside the process. Returns undefined when the process dies before it answers, or when it takes longer than `patience`
     * (ms).
     */
    ask: <A, E>(effect: Effect.Effect<A, E, Services>, patience: number) =>
      Effect.callback<Exit.Exit<A, E> | undefined>((resume) => {
        if (!alive) return resume(Effect.undefined)
        const leave = () => resume(Effect.undefined)
        waiting.add(leave)
        const cancel = time.after(patience, leave)
        const fiber = Effect.runForkWith(context)(effect)
        fiber.addObserver((exit) => {
          if (!alive) return
          cancel()
          waiting.delete(leave)
          if (Exit.hasDies(exit)) around.defect(`${name}: ${String(exit)}`)
          resume(Effect.succeed(exit))
        })
      })
  }
}
export type NodeProcess = ReturnType<typeof nodeProcess>
