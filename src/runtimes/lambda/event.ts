import type { LambdaEvent } from "hono/aws-lambda"

/** A request in the format of payload 2.0. */
export type HttpEvent = Extract<LambdaEvent, { readonly routeKey: string }>

/** One change in the table, by key alone. */
export interface StreamRecord {
  readonly eventName?: string
  readonly dynamodb?: {
    readonly SequenceNumber?: string
    readonly Keys?: Readonly<Record<string, { readonly S?: string }>>
  }
}

export interface StreamEvent {
  readonly Records: ReadonlyArray<StreamRecord & { readonly eventSource: string }>
}

/** What Lambda tells about one invocation. */
export interface Invocation {
  readonly getRemainingTimeInMillis: () => number
}

/** An event that no function of this service is meant to receive. It is never answered as if it had been handled. */
export class UnknownEvent extends Error {
  override readonly name = "UnknownEvent"
  constructor() {
    super("this function does not know events of this kind")
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

/** Returns whether this is a request from API Gateway's HTTP API, payload 2.0. */
export const isHttp = (event: unknown): event is HttpEvent =>
  isObject(event) && event["version"] === "2.0" && isObject(event["requestContext"]) &&
  isObject(event["requestContext"]["http"])

/** Returns whether this is a batch of the table's stream. */
export const isStream = (event: unknown): event is StreamEvent =>
  isObject(event) && Array.isArray(event["Records"]) && event["Records"].length > 0 &&
  event["Records"].every((record) => isObject(record) && record["eventSource"] === "aws:dynamodb")

/** Returns whether this is a tick of EventBridge. */
export const isSchedule = (event: unknown): boolean => isObject(event) && event["detail-type"] === "Scheduled Event"
