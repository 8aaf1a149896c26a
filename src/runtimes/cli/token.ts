import { Effect, Redacted, Result, Schema } from "effect"
import { AccessTokens } from "../../domain/people/access-tokens.port.ts"
import { EmailAddress } from "../../domain/people/email-address.ts"
import { enterPerson } from "../../domain/people/enter-person.ts"
import { Grant, PersonId } from "../../domain/people/principal.ts"
import { sessionless } from "../../domain/people/session.ts"
import type { Command } from "./command.ts"
import { openDirectory } from "./door.ts"
import { UsageError } from "./usage.ts"

export interface TokenRequest {
  readonly role: string | undefined
  readonly email: string | undefined
  readonly school: string | undefined
  readonly id: string | undefined
  readonly name: string | undefined
}

const decodeGrant = Schema.decodeUnknownResult(Grant)
const decodeAddress = Schema.decodeUnknownResult(EmailAddress)

/** The person and grant that the words mean: `staff` is a registrar; parents have no school of their own. */
const read = ({ email, id, name, role, school }: TokenRequest) => {
  const named = role === "staff" ? "registrar" : role
  const everywhere = named === "parent" || named === "admin" || school === "*"
  const grant = decodeGrant({
    role: named,
    school_id: everywhere && (school === undefined || named === "parent")
      ? "*"
      : school === "*"
      ? "*"
      : Number(school ?? 1)
  })
  const address = decodeAddress(email)
  const hasId = id === undefined || Schema.is(PersonId)(id)
  return Result.isSuccess(grant) && Result.isSuccess(address) && hasId
    ? { grant: grant.success, address: address.success, id, name }
    : undefined
}

/** A token for a person, who is entered into the directory if new. */
export const mintToken = Effect.fn("mintToken")(function*(request: TokenRequest) {
  const person = read(request)
  if (person === undefined) {
    return yield* new UsageError({
      message:
        "token needs --role parent|coach|staff|registrar|admin|operator, --email ADDRESS, --school ID [--id ID] [--name NAME]"
    })
  }
  const { epoch, grants, id } = yield* enterPerson(person)
  const claims = { sub: id, sid: sessionless, epoch, role: person.grant.role, grants }
  return Redacted.value(yield* (yield* AccessTokens).mint(claims))
})

/** The same for one command: opens the directory of the configuration and closes it again. */
export const token: Command = Effect.fn("tokenCommand")(function*(configuration, { email, id, name, role, school }) {
  if (configuration.signingKey !== undefined) {
    return yield* new UsageError({
      message: "token mints from the key of the embedded data folder only, and SIGNING_KEY is set"
    })
  }
  const request = { role, email, school, id, name }
  const text = yield* mintToken(request).pipe(Effect.provide(yield* openDirectory(configuration)))
  return { text, failed: false }
})
