import { Context, type Effect, type Option } from "effect"
import type { StaleVersion } from "../store/stale-version.ts"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { SignInLink } from "./link.ts"

/** Where sign-in links live: at most one per address. Keys are keyed hashes. */
export class SignInLinks extends Context.Service<SignInLinks, {
  /** Stores a link in place of the one that the address has. */
  readonly ask: (link: SignInLink) => Effect.Effect<void, StoreUnavailable>
  /** The link of an address, read consistently. */
  readonly get: (key: string) => Effect.Effect<Option.Option<SignInLink>, StoreUnavailable>
  /** Several at once, read consistently; what is not there is left out. */
  readonly getMany: (keys: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<SignInLink>, StoreUnavailable>
  /** Stores a change on the condition that it is still this link with this rev. */
  readonly replace: (before: SignInLink, after: SignInLink) => Effect.Effect<void, StaleVersion | StoreUnavailable>
  /** Takes it away if it is still this link with this token: `true` for one caller only. */
  readonly redeem: (link: SignInLink) => Effect.Effect<boolean, StoreUnavailable>
}>()("tsa/sign-in/SignInLinks") {}
