import type { Shown } from "./command.ts"
import type { Answer } from "./door.ts"

/** Which flag fills which field of a request. */
export type FlagOfField = Readonly<Record<string, string>>

const usual: FlagOfField = {
  "/code": "--code",
  "/email": "--email",
  "/name": "--name",
  "/name_of_institution": "--name",
  "/person_id": "--person",
  "/policy/provision_at": "--provision-at",
  "/role": "--role",
  "/school_id": "--school",
  "/state": "--state",
  "/time_zone": "--time-zone",
  "/unseen_days": "--unseen-days"
}

interface Refusal {
  readonly type?: string
  readonly title?: string
  readonly detail?: string
  readonly instance?: string
  readonly errors?: ReadonlyArray<{ readonly pointer: string; readonly message: string }>
}

/** A refusal in words, naming the flag where it is about one. */
const refused = ({ body, status }: Answer, flags: FlagOfField): Shown => {
  const { detail, errors, instance, title, type } = body as Refusal
  const lines = errors?.map(({ message, pointer }) => `  ${flags[pointer] ?? usual[pointer] ?? pointer}: ${message}`) ??
    (detail === undefined ? [] : [`  ${detail}`])
  const trace = status < 500 ? [] : [`  Look for ${instance} in the service's log.`]
  return { text: [`${title} (${type})`, ...lines, ...trace].join("\n"), data: body, failed: true }
}

/** Returns what the service answered: in the command's words, or as its refusal. */
export const answered = <Body>(answer: Answer, words: (body: Body) => string, flags: FlagOfField = {}): Shown =>
  answer.status >= 400
    ? refused(answer, flags)
    : { text: words(answer.body as Body), data: answer.body, failed: false }
