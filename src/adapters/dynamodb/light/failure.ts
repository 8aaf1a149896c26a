import { isClockSkewError, isThrottlingError, isTransientError } from "@smithy/core/retry"

/** The SDK's type of an error, which does not allow for a cause of any kind. */
type Known = Parameters<typeof isTransientError>[0]

/** A refusal by DynamoDB: its name and its HTTP status, without its message, which may hold values. */
export class Refusal extends Error {
  readonly $metadata: { readonly httpStatusCode: number }
  constructor(name: string, status: number) {
    super()
    this.name = name
    this.$metadata = { httpStatusCode: status }
  }
}

/** The answer that arrived is not the one that was sent. */
export class DamagedAnswer extends Error {
  override readonly name = "CRC32CheckFailed"
}

const expired: ReadonlyArray<string> = ["ExpiredTokenException", "UnrecognizedClientException"]

/** Whether the credentials were refused as too old, so that others may help. */
export const isOfOldCredentials = (error: unknown): boolean => error instanceof Refusal && expired.includes(error.name)

/** Whether the clock by which it was signed may be the reason why it was refused. */
export const isOfWrongClock = (error: unknown): boolean => error instanceof Refusal && isClockSkewError(error as Known)

/** Returns why the same call may succeed the next time; undefined if it will not. */
export const passing = (error: unknown): "THROTTLING" | "TRANSIENT" | undefined => {
  if (!(error instanceof Error)) return undefined
  if (isThrottlingError(error as Known)) return "THROTTLING"
  return error instanceof DamagedAnswer || isTransientError(error as Known) ? "TRANSIENT" : undefined
}
