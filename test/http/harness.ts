import { Clock, DateTime, Effect, Layer, Logger, ManagedRuntime, Redacted } from "effect"
import { exportJWK, generateKeyPair } from "jose"
import * as AccessTokensAdapter from "../../src/adapters/jose/access-tokens.ts"
import * as IdentityTokensAdapter from "../../src/adapters/jose/identity-tokens.ts"
import type { Issuer, IssuerKeys } from "../../src/adapters/jose/issuer-keys.ts"
import * as Mailer from "../../src/adapters/memory/mailer.ts"
import * as StudentRecordsAdapter from "../../src/adapters/memory/student-records.ts"
import * as WakeUp from "../../src/adapters/memory/wake-up.ts"
import * as WorkflowStore from "../../src/adapters/memory/workflow-store.ts"
import * as World from "../../src/adapters/memory/world.ts"
import * as Encryption from "../../src/adapters/webcrypto/encryption.ts"
import * as KeyedHash from "../../src/adapters/webcrypto/keyed-hash.ts"
import * as SecureRandom from "../../src/adapters/webcrypto/secure-random.ts"
import { PeopleSeen, SessionsSeen } from "../../src/domain/access/authenticate.ts"
import { NotBeforeSeen } from "../../src/domain/access/not-before.ts"
import { sessionless } from "../../src/domain/access/session.ts"
import { AccessTokens } from "../../src/domain/access/tokens.port.ts"
import { PortalUrl } from "../../src/domain/invitation/invitation-token.ts"
import type { Mail } from "../../src/domain/mail/mailer.port.ts"
import * as Circuit from "../../src/domain/provisioning/circuit.ts"
import { drain } from "../../src/domain/relay/drain.ts"
import { DefaultSchool } from "../../src/domain/school/default-school.ts"
import { defaultPolicy } from "../../src/domain/school/enrollment-policy.ts"
import { KeyedHash as KeyedHashPort } from "../../src/domain/secrets/keyed-hash.port.ts"
import { createApp } from "../../src/http/app.ts"
import type { Endpoint } from "../../src/http/described.ts"
import { endpointsOf } from "../../src/http/endpoints.ts"
import type { Platform } from "../../src/http/platform.ts"
import { fairWeather, weatherLayer } from "../fixtures/weather.ts"
import { clockFrom } from "./clock.ts"
import { type Answer, undeclared } from "./declared.ts"
import { indiscreet } from "./discretion.ts"
import { people, type Who } from "./people.ts"

const platform: Platform = {
  corsOrigins: ["https://portal.example.test"],
  metrics: "open",
  version: "0.0.0-test",
  isDraining: () => false,
  clientAddress: (c) => c.req.header("x-test-network"),
  requestsPerMinute: Number.MAX_SAFE_INTEGER
}

/** Returns the token in a mail's link. */
const tokenIn = (mail: Mail | undefined): string =>
  /#token=([\w.-]+)/.exec(mail === undefined ? "" : Redacted.value(mail.text))?.[1] ?? ""

/**
 * Starts the whole service on memory stores: a new world with two schools and people in every role. Its clock starts at `start`, or at the
 * real time where none is given. At the end it searches its log for what a log must not say.
 */
export const makeService = async (
  { issuers = [], issuerKeys = new Map(), operations, start, ...overrides }: Partial<Platform> & {
    readonly start?: string
    /** The test's own operations, in place of the service's. */
    readonly operations?: ReadonlyArray<Endpoint>
    readonly issuers?: ReadonlyArray<Issuer>
    /** What the issuers told about their keys. */
    readonly issuerKeys?: IssuerKeys
  } = {}
) => {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true })
  const signing = Redacted.make(await exportJWK(privateKey))
  const weather = fairWeather()
  const time = clockFrom(start ?? new Date().toISOString())
  const logs: Array<string> = []
  const stores = Layer.mergeAll(WorkflowStore.layer, StudentRecordsAdapter.layer)
  const services = Layer.mergeAll(
    weatherLayer(weather).pipe(Layer.provideMerge(stores)),
    Layer.succeed(Clock.Clock, time.clock),
    AccessTokensAdapter.layer({ signing, issuer: "test", audience: "test" }).pipe(Layer.provide(SecureRandom.layer)),
    IdentityTokensAdapter.layer(issuers, issuerKeys),
    SecureRandom.layer,
    Encryption.layer,
    KeyedHash.layer(Redacted.make("k".repeat(43))),
    WakeUp.layer,
    Mailer.layer,
    Circuit.layer,
    Layer.succeed(DefaultSchool, 1),
    Layer.succeed(PeopleSeen, new Map()),
    Layer.succeed(SessionsSeen, new Map()),
    Layer.succeed(NotBeforeSeen, { last: undefined }),
    Layer.succeed(PortalUrl, "https://portal.example.test"),
    Logger.layer([Logger.map(Logger.formatJson, (line) => {
      logs.push(line)
    })])
  ).pipe(Layer.provideMerge(World.layer))
  const runtime = ManagedRuntime.make(services)
  const world = await runtime.runPromise(World.World)
  for (const school_id of [1, 2]) {
    const policy = { ...defaultPolicy("America/Chicago"), ...(school_id === 2 && { provision_at: "payment" as const }) }
    world.schools.set(school_id, { school_id, name_of_institution: `TSA ${school_id}`, active: true, policy })
  }
  const tokens = new Map<string, string>()
  const secrets = new Set<string>()
  /**
   * Access tokens live for 15 minutes, and only until grants change: a test that puts the clock forward or changes grants needs new ones.
   */
  const renewTokens = async () => {
    for (const [id, { grants }] of Object.entries(people)) {
      const claims = {
        sub: id,
        sid: sessionless,
        epoch: world.people.get(id)?.epoch ?? 1,
        role: grants[0].role,
        grants
      }
      const token = Redacted.value(await runtime.runPromise(Effect.flatMap(AccessTokens, ({ mint }) => mint(claims))))
      tokens.set(id, token)
      secrets.add(token)
    }
  }
  for (const [id, { address, grants }] of Object.entries(people)) {
    world.people.set(id, { id, address, name: id, grants, epoch: 1 })
  }
  await renewTokens()
  const all = { ...platform, ...overrides }
  const endpoints = operations ?? endpointsOf(all)
  const app = createApp(() => runtime, all, endpoints)

  const call = async (
    who: Who | undefined,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {}
  ): Promise<Answer> => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(who !== undefined && { authorization: `Bearer ${tokens.get(who)}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) })
    })
    const text = await response.text()
    const isJson = (response.headers.get("content-type") ?? "").includes("json")
    const answer = {
      status: response.status,
      text,
      body: isJson && text !== "" ? JSON.parse(text) as unknown : text,
      headers: response.headers
    }
    const wrong = undeclared(
      endpoints,
      method,
      path.split("?")[0] ?? "",
      answer,
      headers["idempotency-key"] !== undefined
    )
    if (wrong !== undefined) throw new Error(`${method} ${path} answered what it does not declare: ${wrong}`)
    return answer
  }

  return {
    app,
    call,
    endpoints,
    /** The key that signs access tokens, issued by `test` for `test`. */
    signing,
    logs,
    renewTokens,
    runtime,
    /** Runs an effect with the services that this service has. */
    run: runtime.runPromise,
    /** What no line of the log may hold. */
    secrets,
    time,
    tokens,
    weather,
    world,
    /** Lets the relay do everything that is due by now (and, if asked, events that are due later). */
    drain: () =>
      runtime.runPromise(
        Effect.flatMap(DateTime.now, (now) => drain({ maxItems: 1000, deadline: DateTime.toEpochMillis(now) + 5000 }))
      ),
    keyedHash: (purpose: string, text: string) =>
      runtime.runPromise(Effect.flatMap(KeyedHashPort, ({ of: keyedHash }) => keyedHash(purpose, text))),
    /** Returns the token of the last mail to this address. */
    mailedToken: (to = "ann@example.test") => {
      const mail = world.mailbox.findLast((each) => each.to === to)
      return tokenIn(mail)
    },
    dispose: async () => {
      await runtime.dispose()
      const links = world.mailbox.map(tokenIn)
      const said = indiscreet(logs, [...secrets, ...links])
      if (said.length > 0) throw new Error(`the log says what it must not: ${said.join("\n")}`)
    }
  }
}
export type Service = Awaited<ReturnType<typeof makeService>>

export const stepBodies = {
  1: { program_interest: "Soccer", contact_preference: "email", sport_interests: ["soccer"] },
  2: { consultation_date: "2026-11-20", consultation_time: "09:30", preferred_contact_method: "video" },
  3: { shadow_day_date: "2026-11-21", shadow_day_time: "10:00", waiver_signed: true, dietary_restrictions: "no nuts" },
  4: {
    student_info: { first_name: "Ada", last_name: "Lovelace", birth_date: "2016-03-01", grade_level: "5th" },
    parent_info: {
      first_name: "Ann",
      last_name: "Lovelace",
      email: "ann@example.test",
      relationship_to_student: "Mother"
    },
    academic_history: { special_education_services: "speech" },
    medical_info: { allergies: "penicillin" },
    special_needs: "large print"
  },
  5: { required_documents_uploaded: true },
  6: { payment_method: "check", payment_plan_selected: "annual" }
} as const

/** The coach of school 1 invites Ann, and Ann begins. Returns the path of her enrollment. */
export const begun = async ({ call, drain, mailedToken }: Service, child = "Ada"): Promise<string> => {
  await call("coach-1", "POST", "/parent-invitations", { parent_email: "ann@example.test", student_first_name: child })
  await drain()
  const { body } = await call("ann", "POST", "/admissions/enrollments", {
    invitation_token: mailedToken(),
    parent_email: "ann@example.test"
  })
  return `/admissions/enrollments/${body.enrollment_id as string}`
}

/** Ann completes the first `steps` steps. */
export const walked = async (service: Service, steps: number, child?: string): Promise<string> => {
  const at = await begun(service, child)
  for (const step of [1, 2, 3, 4, 5, 6] as const) {
    if (step > steps) break
    const { status } = await service.call("ann", "PUT", `${at}/steps/${step}`, stepBodies[step])
    if (status !== 200) throw new Error(`step ${step} answered ${status}`)
  }
  return at
}
