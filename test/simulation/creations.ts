import { Effect } from "effect"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { invite } from "../../src/domain/invitation/invite.ts"
import { createInvitationPolicy } from "../../src/domain/invitation/policies.ts"
import { answerOnce, type KeptAnswer } from "../../src/domain/request/answer-once.ts"
import { answeredOf, digestOf } from "../history/answered.ts"
import type { Exchange } from "../history/history.ts"
import { carryOut, type Command, type Failure, statusOf } from "./commands.ts"
import type { Services } from "./node-process.ts"
import { type Family, staff } from "./town.ts"

type Told = Pick<Exchange, "answer" | "body" | "made" | "status">

/** Invites a child of this name to the default school, as staff do. */
const inviteChild = Effect.fnUntraced(function*(child: string) {
  const permit = yield* createInvitationPolicy.check(staff)
  const request = { parent_email: "parent@example.test", student_first_name: child }
  return yield* invite(permit, request)
})

/** Runs a request under a key, as the routes do: a refusal is kept, but not a failure because a store is away. */
const underKey = <A extends object>(
  { by, child, key, op }: Command & { readonly key: string },
  { parent }: Family,
  create: Effect.Effect<A, Failure, Services>,
  tell: (made: A) => Partial<Told>
): Effect.Effect<Told, Failure, Services> => {
  const kept = create.pipe(
    Effect.map((made): KeptAnswer => ({ status: 201, headers: {}, body: JSON.stringify(made) })),
    Effect.catch((failure) => {
      const status = statusOf(failure)
      return status < 500 ? Effect.succeed<KeptAnswer>({ status, headers: {}, body: "{}" }) : Effect.fail(failure)
    })
  )
  const asked = { principal: by === "staff" ? staff : parent, route: op, key, content: child ?? "" }
  return Effect.map(answerOnce(asked, kept, () => Effect.void), ({ body, status }) => ({
    status,
    body: digestOf(body),
    ...(status < 300 && tell(JSON.parse(body) as A))
  }))
}

/** Returns what a browser is told when it sends this command. */
export const asked = (command: Command, family: Family): Effect.Effect<Told, Failure, Services> => {
  const { child, key, op } = command
  if (child !== undefined && key !== undefined) {
    return underKey({ ...command, key }, family, inviteChild(child), ({ invitation_id }) => ({ made: invitation_id }))
  }
  const done = carryOut(command, family)
  const answer = (enrollment: Enrollment) => ({ answer: answeredOf(enrollment) })
  return key !== undefined && op === "begin"
    ? underKey({ ...command, key }, family, done, answer)
    : Effect.map(done, (enrollment) => ({ status: 200, ...answer(enrollment) }))
}
