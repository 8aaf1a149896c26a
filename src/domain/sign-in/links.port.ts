import { Context, type Effect, type Option } from "effect"
import type { StaleVersion } from "../store/stale-version.ts"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { SignInLink } from "./link.ts"

/** Where sign-in links live: at most one per address. Keys are keyed hashes. */
export class SignInLinks extends Context.Service<SignInLinks, {
  /** Stores a link and replaces the one that the address has. */
  readonly ask: (link: SignInLink) => Effect.Effect<void, StoreUnavailable>
  /** Returns the link of an address, from a consistent read. */
  readonly get: (key: string) => Effect.Effect<Option.Option<SignInLink>, StoreUnavailable>
  /** Returns several links at once, from a consistent read. What is not there is left out. */
  readonly getMany: (keys: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<SignInLink>, StoreUnavailable>
  /** Stores a change if it is still this link with this rev. */
  readonly replace: (before: SignInLink, after: SignInLink) => Effect.Effect<void, StaleVersion | StoreUnavailable>
  /** Removes the link if it is still this one with this token. Returns `true` to one caller only. */
  readonly redeem: (link: SignInLink) => Effect.Effect<boolean, StoreUnavailable>
}>()("tsa/sign-in/SignInLinks") {}
