import type { Effect } from "effect"
import type { Principal } from "../domain/people/principal.ts"
import type { ApiError } from "./failure.ts"
import type { Services } from "./services.ts"

/**
 * Decides, by how things stand today, whether a kept answer is given once more; `body` is what it says. While an answer is kept, rights may
 * be taken and custody may block. A refusal tells of nothing and needs no guard.
 */
export type KeptGuard = (principal: Principal, body: never) => Effect.Effect<unknown, ApiError, Services>
