/** What an operation answers. */
export interface Answer {
  readonly status: 200 | 201 | 204 | 307 | 503
  /** JSON if no other type is named; bytes are sent as they are. Absent with 204 and 307. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Its entity tag. A caller who holds it already is answered 304. */
  readonly tag?: string
  /** `application/json` if nothing is said; other types are sent as they are. */
  readonly contentType?: string
}
