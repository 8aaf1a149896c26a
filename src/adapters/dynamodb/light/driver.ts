import { StandardRetryStrategy } from "@smithy/core/retry"
import { Clock, Effect, Random } from "effect"
import { crc32 } from "node:zlib"
import { clockOffset } from "../clock-offset.ts"
import type { Connection } from "../connection.ts"
import { type Driver, limits, type Operation } from "../driver.ts"
import { decodedOutput, encodedInput } from "./attribute-values.ts"
import { type CredentialSource, given } from "./credentials.ts"
import { DamagedAnswer, isOfOldCredentials, isOfWrongClock, passing, Refusal } from "./failure.ts"
import { signerOf } from "./signer.ts"
import type { HttpAnswer, OpenTransport } from "./transport.ts"

/** What differs from platform to platform. */
export interface Platform {
  readonly open: OpenTransport
  /** The source of credentials if the connection names none. */
  readonly credentials: () => CredentialSource
}

/** AWS accepts a signature for five minutes. If the clocks differ by more than this, the server's is used. */
const signedWithinMs = 240_000

const contentType = "application/x-amz-json-1.0"

const addressOf = ({ endpoint, region }: Connection) =>
  new URL(endpoint ?? `https://dynamodb.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}/`)

const text = new TextDecoder()

/** Returns the answer's JSON; undefined if it is not JSON, as from a load balancer in front of DynamoDB. */
const contentOf = ({ body }: HttpAnswer) => {
  try {
    return JSON.parse(text.decode(body)) as Readonly<Record<string, unknown>> & { readonly __type?: string }
  } catch {
    return undefined
  }
}

/** Returns the name of a refusal: `com.amazonaws.dynamodb.v20120810#ThrottlingException` is a ThrottlingException. */
const nameIn = ({ __type = "" }: { readonly __type?: string } = {}) => __type.replace(/^.*#/, "") || "UnknownError"

const outputOf = (answer: HttpAnswer) => {
  if (answer.crc32 !== undefined && crc32(answer.body) !== Number(answer.crc32)) throw new DamagedAnswer()
  const content = contentOf(answer)
  if (answer.status === 200 && content !== undefined) return decodedOutput(content)
  if (answer.status === 200) throw new DamagedAnswer()
  throw new Refusal(nameIn(content), answer.status)
}

/**
 * A client of DynamoDB made of the AWS SDK's own parts (signature, attribute values, credentials, retries) without its middleware. If the
 * server's clock is far from this process's, it signs by the server's. It is closed with the scope.
 */
export const lightDriver = Effect.fnUntraced(function*(connection: Connection, { credentials, open }: Platform) {
  const clock = yield* Clock.Clock
  const { hear, offsetMs } = yield* clockOffset
  const address = addressOf(connection)
  const transport = yield* Effect.acquireRelease(
    Effect.sync(() => open(address)),
    ({ close }) => Effect.sync(close)
  )
  const source = connection.credentials === undefined ? credentials() : given(connection.credentials)
  let isRenewed = false
  const signer = signerOf(() => source(isRenewed), connection.region)
  const strategy = new StandardRetryStrategy(limits.tries)
  let aheadMs = 0
  /** Distinguishes the calls of this client from those of all others. */
  const self = (yield* Random.nextIntBetween(0, Number.MAX_SAFE_INTEGER)).toString(36)
  let calls = 0

  const sign = (operation: Operation, body: string) =>
    signer.sign({
      method: "POST",
      protocol: address.protocol,
      hostname: address.hostname,
      path: address.pathname,
      query: {},
      headers: { host: address.host, "content-type": contentType, "x-amz-target": `DynamoDB_20120810.${operation}` },
      body
    }, { signingDate: new Date(clock.currentTimeMillisUnsafe() - aheadMs) })

  /** Returns whether the next signature will use a different time. */
  const mendClock = (date: string | undefined): boolean => {
    const offset = hear(date)
    if (offset === undefined || Math.abs(offset - aheadMs) < signedWithinMs) return false
    aheadMs = offset
    return true
  }

  const attempt = async (operation: Operation, body: string, unsigned: Record<string, string>, signal: AbortSignal) => {
    const { headers } = await sign(operation, body)
    const answer = await transport.post({ ...headers, ...unsigned }, body, signal)
    const isMended = mendClock(answer.date)
    try {
      return outputOf(answer)
    } catch (error) {
      throw isMended && isOfWrongClock(error) ? Object.assign(error as Error, { $retryable: {} }) : error
    }
  }

  const send = async (operation: Operation, input: object, signal: AbortSignal) => {
    const body = encodedInput(input)
    const id = `${self}-${++calls}`
    let token = await strategy.acquireInitialRetryToken(operation)
    for (let tries = 1;; tries++) {
      try {
        const output = await attempt(operation, body, {
          "accept-encoding": "identity",
          "amz-sdk-invocation-id": id,
          "amz-sdk-request": `attempt=${tries}; max=${limits.tries}`,
          "user-agent": "tsa-enrollment"
        }, signal)
        isRenewed = false
        strategy.recordSuccess(token)
        return output
      } catch (error) {
        const isOld = isOfOldCredentials(error) && !isRenewed
        if (isOld) isRenewed = true
        const errorType = isOld ? "TRANSIENT" : passing(error)
        if (errorType === undefined || signal.aborted) throw error
        token = await strategy.refreshRetryTokenForRetry(token, { errorType }).catch(() => {
          throw error
        })
      }
    }
  }

  return { send: send as Driver["send"], clockOffsetMs: offsetMs } satisfies Driver
})
