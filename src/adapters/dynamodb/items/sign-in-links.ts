import { Effect, Layer, Option, Schema } from "effect"
import { goneAt, SignInLink } from "../../../domain/sign-in/link.ts"
import { SignInLinks } from "../../../domain/sign-in/links.port.ts"
import { StaleVersion } from "../../../domain/store/stale-version.ts"
import { anyway, holding } from "../conditions.ts"
import { Dynamo } from "../dynamo.ts"
import { dueKeys, signInKey } from "../keys.ts"
import { readable } from "../readable.ts"
import { ttlAt } from "../ttl.ts"

const decode = Schema.decodeUnknownEffect(SignInLink)

const itemOf = (link: SignInLink) => ({
  ...link,
  ...signInKey(link.key),
  ...dueKeys({ kind: "sign-in", id: link.key }, link.mail?.due_at),
  ...ttlAt(goneAt(link))
})

const make = Effect.gen(function*() {
  const dynamo = yield* Dynamo

  const ask = Effect.fn("SignInLinks.ask")((link: SignInLink) => Effect.asVoid(dynamo.put(itemOf(link), anyway)))

  const get = Effect.fn("SignInLinks.get")(function*(key: string) {
    const item = yield* dynamo.get(signInKey(key))
    return item === undefined ? Option.none<SignInLink>() : Option.some(yield* Effect.orDie(decode(item)))
  })

  const getMany = Effect.fn("SignInLinks.getMany")(function*(keys: ReadonlyArray<string>) {
    return yield* readable(yield* dynamo.batchGet([...new Set(keys)].map(signInKey)), decode)
  })

  const replace = Effect.fn("SignInLinks.replace")(function*(before: SignInLink, after: SignInLink) {
    const { link_id, rev } = before
    const stored = yield* dynamo.put(itemOf(after), holding({ link_id, rev }))
    if (!stored) return yield* new StaleVersion({ id: link_id })
  })

  const redeem = Effect.fn("SignInLinks.redeem")(({ hash, key, link_id }: SignInLink) =>
    dynamo.delete(signInKey(key), holding({ link_id, hash }))
  )

  return SignInLinks.of({ ask, get, getMany, replace, redeem })
})

/** Sign-in links in DynamoDB: an item per address, under its keyed hash. */
export const layer = Layer.effect(SignInLinks, make)
