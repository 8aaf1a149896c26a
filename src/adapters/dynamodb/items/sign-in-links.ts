import { Effect, Layer } from "effect"
import { goneAt, SignInLink } from "../../../domain/sign-in/link.ts"
import { SignInLinks } from "../../../domain/sign-in/links.port.ts"
import { anyway, holding } from "../conditions.ts"
import { Dynamo } from "../dynamo.ts"
import { itemsOf } from "../items-of.ts"
import { dueKeys, signInKey } from "../keys.ts"
import { ttlAt } from "../ttl.ts"

const make = Effect.map(Dynamo, (dynamo) => {
  const { get, getMany, put, replace } = itemsOf<SignInLink, string>(dynamo, {
    port: "SignInLinks",
    schema: SignInLink,
    key: signInKey,
    idOf: ({ key }) => key,
    itemOf: (link, now) => ({
      ...link,
      ...dueKeys({ kind: "sign-in", id: link.key }, link.mail?.due_at, now),
      ...ttlAt(goneAt(link))
    }),
    guard: ({ link_id, rev }) => holding({ link_id, rev })
  })
  return SignInLinks.of({
    ask: Effect.fn("SignInLinks.ask")((link: SignInLink) => Effect.asVoid(put(link, anyway))),
    get,
    getMany,
    replace,
    redeem: Effect.fn("SignInLinks.redeem")(({ hash, key, link_id }: SignInLink) =>
      dynamo.delete(signInKey(key), holding({ link_id, hash }))
    )
  })
})

/** Sign-in links in DynamoDB: an item per address, under its keyed hash. */
export const layer = Layer.effect(SignInLinks, make)
