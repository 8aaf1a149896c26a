import { isClockSkewError, isThrottlingError, isTransientError } from "@smithy/core/retry"

/** An error in the SDK's types, which leave out that it may have a cause of any kind. */
type Known = Parameters<typeof isTransientError>[0]

/** A refusal of DynamoDB: its name and its HTTP status, without its message, which may hold values. */
export class Refusal extends Error {
  readonly $metadata: { readonly httpStatusCode: number }
  constructor(name: string, status: number) {
    super()
    this.name = name
    this.$metadata = { httpStatusCode: status }
  }
}

/** What came is not what was sent. */
export class DamagedAnswer extends Error {
  override readonly name = "CRC32CheckFailed"
}

const expired: ReadonlyArray<string> = ["ExpiredTokenException", "UnrecognizedClientException"]

/** Whether other credentials may be taken where these were. */
export const isOfOldCredentials = (error: unknown): boolean => error instanceof Refusal && expired.includes(error.name)

/** Whether the clock that signed it may be why it was refused. */
export const isOfWrongClock = (error: unknown): boolean => error instanceof Refusal && isClockSkewError(error as Known)

/** Why the same call may go well the next time; undefined where it will not. */
export const passing = (error: unknown): "THROTTLING" | "TRANSIENT" | undefined => {
  if (!(error instanceof Error)) return undefined
  if (isThrottlingError(error as Known)) return "THROTTLING"
  return error instanceof DamagedAnswer || isTransientError(error as Known) ? "TRANSIENT" : undefined
}
