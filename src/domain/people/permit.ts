import { Effect, Result, Schema } from "effect"
import { isMailboxOf, isReadBy } from "../values/mailbox.ts"
import { type Action, despiteBlocks, permissions } from "./permissions.ts"
import { addressesOf } from "./person.ts"
import { hasRole, holds, type Principal, type Role, type SchoolId } from "./principal.ts"

/** The caller may see the resource, but not do this with it. A resource that the caller may not see is answered as not found instead. */
export class NotPermitted extends Schema.TaggedError<NotPermitted>()("NotPermitted", { action: Schema.String }) {}

/** What decides which roles a principal holds towards a thing. */
export interface Belonging {
  readonly school_id?: SchoolId
  /** The family it belongs to: its parent's address. */
  readonly family?: string
  /** Addresses of further guardians, and of those who may not know of the thing in any role. */
  readonly guardians?: ReadonlyArray<string>
  readonly blocked?: ReadonlyArray<string>
  /** The coach it belongs to; where absent, any coach of the school is meant. */
  readonly coach_id?: string
}

const roles: ReadonlyArray<Role> = ["parent", "coach", "operator", "registrar", "admin"]

/** Whether a custody block keeps this principal from a thing. Every address that was ever theirs counts. */
export const isBlocked = (principal: Principal, { blocked = [] }: Pick<Belonging, "blocked">): boolean =>
  principal._tag === "Person" &&
  [...addressesOf(principal), ...principal.released_addresses ?? []].some((address) => isReadBy(address, blocked))

/** Returns the roles that a principal holds towards a thing: as its family, as its coach, as staff of its school. */
export const rolesTowards = (principal: Principal, thing: Belonging): ReadonlyArray<Role> => {
  if (principal._tag === "System") return ["admin"]
  if (principal._tag === "Machine") return []
  if (isBlocked(principal, thing)) return []
  const { family, guardians = [] } = thing
  const isFamily = addressesOf(principal)
    .some((address) => isMailboxOf(address, family === undefined ? guardians : [family, ...guardians]))
  return roles.filter((role) => {
    if (role === "parent") return hasRole(principal, role) && isFamily
    if (thing.school_id === undefined) return hasRole(principal, role)
    return holds(principal, [role], thing.school_id) &&
      (role !== "coach" || thing.coach_id === undefined || thing.coach_id === principal.id)
  })
}

/** Proof that a policy allowed one action on one resource. Only `decide` makes one. */
export class Permit<A extends Action, Resource> {
  readonly #action: A
  readonly principal: Principal
  /** The roles held towards the resource that allow the action. */
  readonly roles: ReadonlyArray<Role>
  /** The resource as it was when the policy looked at it. */
  readonly resource: Resource

  private constructor(action: A, principal: Principal, held: ReadonlyArray<Role>, resource: Resource) {
    this.#action = action
    this.principal = principal
    this.roles = held
    this.resource = resource
  }

  get action(): A {
    return this.#action
  }

  /**
   * Returns a permit, or fails with `NotPermitted`, or with `hidden` if the principal may not even know that the resource exists (answer as
   * not found). `visible` is the action that one must be allowed in order to see the resource.
   */
  static decide<A extends Action, Resource>(
    action: A,
    visible: Action,
    principal: Principal,
    resource: Resource,
    belonging: Belonging
  ): Result.Result<Permit<A, Resource>, NotPermitted | "hidden"> {
    const held = rolesTowards(principal, belonging)
    const allowed = (needed: Action) =>
      held.filter((role) => (permissions[needed] as ReadonlyArray<Role>).includes(role))
    const spared: ReadonlyArray<Role> = despiteBlocks[action] ?? []
    const granted = isBlocked(principal, belonging)
      ? rolesTowards(principal, { ...belonging, blocked: [] }).filter((role) => spared.includes(role))
      : allowed(action)
    if (granted.length > 0) return Result.succeed(new Permit(action, principal, granted, resource))
    return Result.fail(allowed(visible).length > 0 ? new NotPermitted({ action }) : "hidden")
  }
}

/** The permit that a policy gives. A use case takes it as its first argument, so that nobody who has not asked a policy can call it. */
export type PermitOf<Policy extends { readonly check: (...asked: never) => Effect.Effect<unknown, unknown, unknown> }> =
  Effect.Success<ReturnType<Policy["check"]>>

/** Decides an action that concerns no single resource. Whoever holds the role anywhere may do it, within the schools of their grants. */
export const decideAnywhere = <A extends Action>(action: A, principal: Principal) => {
  const anywhere = principal._tag === "Person" ? { family: principal.address } : {}
  return Result.mapError(
    Permit.decide(action, action, principal, undefined, anywhere),
    () => new NotPermitted({ action })
  )
}

/** Returns the policy of such an action. */
export const anywhere = <A extends Action>(action: A) => ({
  check: (principal: Principal) => Effect.fromResult(decideAnywhere(action, principal))
})
