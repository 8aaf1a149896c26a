import { Effect, Redacted, Result, Schema } from "effect"
import { sessionless } from "../../domain/access/session.ts"
import { AccessTokens } from "../../domain/access/tokens.port.ts"
import { enterPerson } from "../../domain/people/enter-person.ts"
import { Grant, PersonId } from "../../domain/people/principal.ts"
import { knownSchool } from "../../domain/school/known-school.ts"
import { EmailAddress } from "../../domain/values/email-address.ts"
import type { Command } from "./command.ts"
import { openDirectory } from "./door.ts"
import { inWords } from "./in-words.ts"
import { NotDone, UsageError } from "./usage.ts"
import type { RoleWord } from "./words.ts"

export interface TokenRequest {
  readonly role: string | undefined
  readonly email: string | undefined
  readonly school: string | undefined
  readonly id: string | undefined
  readonly name: string | undefined
}

const decodeGrant = Schema.decodeUnknownResult(Grant)
const decodeAddress = Schema.decodeUnknownResult(EmailAddress)

/** Reads the person and grant that the words mean: `staff` is a registrar; parents have no school of their own. */
const read = ({ email, id, name, role, school }: TokenRequest) => {
  const named = role === "staff" ? "registrar" : role
  const isEverywhere = named === "parent" || school === "*" || (named === "admin" && school === undefined)
  const grant = decodeGrant({ role: named, school_id: isEverywhere ? "*" : Number(school ?? 1) })
  const address = decodeAddress(email)
  const hasId = id === undefined || Schema.is(PersonId)(id)
  return Result.isSuccess(grant) && Result.isSuccess(address) && hasId
    ? { grant: grant.success, address: address.success, id, name }
    : undefined
}

/** Makes a token for a person, who is entered into the directory if new. Nobody is entered where the school is not known. */
export const mintToken = Effect.fn("mintToken")(function*(request: TokenRequest) {
  const person = read(request)
  if (person === undefined) return yield* new UsageError({ message: "a role, an address and a school are needed" })
  const { school_id } = person.grant
  if (school_id !== "*") yield* knownSchool(school_id)
  else if (request.school !== undefined && request.school !== "*") yield* knownSchool(Number(request.school))
  const { epoch, grants, id } = yield* enterPerson(person)
  const claims = { sub: id, sid: sessionless, epoch, role: person.grant.role, grants }
  return Redacted.value(yield* (yield* AccessTokens).mint(claims))
})

interface TokenFlags {
  readonly role: RoleWord
  readonly email: string
  readonly school?: number | "*"
  readonly id?: string
  readonly name?: string
}

/** Does the same for one command: opens the directory of the configuration and closes it again. */
export const token: Command<TokenFlags> = Effect.fn("tokenCommand")(
  function*(configuration, { email, id, name, role, school }) {
    if (configuration.signingKey !== undefined) {
      return yield* new NotDone({
        message: "token mints from the key of the embedded data folder only, and SIGNING_KEY is set"
      })
    }
    const request = { role, email, school: school === undefined ? undefined : `${school}`, id, name }
    const text = yield* mintToken(request).pipe(
      Effect.provide(yield* openDirectory(configuration)),
      Effect.catchTag(
        "SchoolUnknown",
        (unknown) => Effect.fail(new NotDone({ message: `--school: ${inWords(unknown)}` }))
      )
    )
    return { text, data: { token: text }, failed: false }
  }
)
