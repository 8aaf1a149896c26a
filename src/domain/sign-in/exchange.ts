import { Effect, Option, type Redacted } from "effect"
import { NotAuthenticated } from "../access/tokens.port.ts"
import { standing } from "../people/find-person.ts"
import { People } from "../people/people.port.ts"
import { KeyedHash, sameHash } from "../secrets/keyed-hash.port.ts"
import { IdentityUnknown } from "./errors.ts"
import { Identities } from "./identities.port.ts"
import { type ForeignIdentity, IdentityTokens } from "./identity-tokens.port.ts"
import { personSigningIn } from "./who-may.ts"

const keyOf = Effect.fnUntraced(function*({ issuer, subject }: ForeignIdentity) {
  return yield* (yield* KeyedHash).of("identity", JSON.stringify([issuer, subject]))
})

/**
 * Returns the address by which we know an identity: that of the person it is linked to (or of the entry that this person has become part
 * of), else the one that its issuer has verified.
 */
const addressOf = Effect.fnUntraced(function*(linked: Option.Option<string>, identity: ForeignIdentity) {
  if (Option.isNone(linked)) return identity.address
  return Option.getOrUndefined(yield* standing(yield* (yield* People).get(linked.value)))?.address
})

/**
 * Returns the person behind an ID token that was asked for with this nonce. The first time, an identity is linked by its verified address.
 * From then on it stands for the person it is linked to, whatever address it comes with.
 */
export const identifiedPerson = Effect.fn("identifiedPerson")(
  function*(token: Redacted.Redacted, nonce: string) {
    const identity = yield* (yield* IdentityTokens).verify(token)
    if (!sameHash(identity.nonce, nonce)) return yield* new NotAuthenticated({ reason: "invalid" })
    const [identities, key] = [yield* Identities, yield* keyOf(identity)]
    const linked = yield* identities.find(key)
    const address = yield* addressOf(linked, identity)
    const found = address === undefined ? Option.none() : yield* personSigningIn(address)
    if (Option.isNone(found)) return yield* new IdentityUnknown()
    const person = found.value
    if (Option.isSome(linked)) return person
    if ((yield* identities.link(key, person.id)) !== person.id) return yield* new IdentityUnknown()
    yield* Effect.logInfo("identity_linked").pipe(
      Effect.annotateLogs({ actor: `person:${person.id}`, issuer: identity.issuer })
    )
    return person
  },
  Effect.tapErrorTag(
    "IssuerUnavailable",
    ({ code, issuer }) => Effect.logError("issuer_unavailable").pipe(Effect.annotateLogs({ issuer, code }))
  )
)
