import { Context, Effect } from "effect"
import { type Limit, withinLimit } from "../../domain/people/limit.ts"

/** The network that a request came from, as the runtime tells it; one for all of whom that cannot be told. */
export const ClientAddress = Context.Reference<string>("tsa/http/ClientAddress", { defaultValue: () => "unknown" })

/** Counts once more for whoever asks, known by nothing but the network. */
export const withinNetworkLimit = (limit: Limit) =>
  Effect.flatMap(ClientAddress, (address) => withinLimit(limit, address))
