/** What differs from run to run, and what replaces it. */
const masks: ReadonlyArray<readonly [RegExp, string]> = [
  [/TSA-(INV|ENROLL|STU)-\d{8}-[0-9A-HJKMNP-TV-Z]{8}/g, "TSA-$1-<key>"],
  [/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g, "<time>"],
  [/urn:request:[\w-]+/g, "urn:request:<id>"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g, "<uuid>"],
  [/"v(\d+)\.\d+\.([a-z])"/g, '"v$1.<rev>.$2"'],
  [/\\"v(\d+)\.\d+\.([a-z])\\"/g, '\\"v$1.<rev>.$2\\"'],
  [/("student_usi":)\d{10,}/g, '$1"<usi>"'],
  [/([a-z-]+\.[a-z-]+\.)\d{10,}/g, "$1<usi>"],
  // The background decides whether the mail has gone out yet.
  [/("status":)"(?:pending|sent)"/g, '$1"<open>"'],
  [/("(?:latency_ms|attempts|oldest_pending_seconds|offset_seconds)":)-?[\d.]+/g, '$1"<n>"'],
  [
    /("(?:entry_date|expected_start_date|document_completion_date|deposit_paid_date|exit_withdraw_date)":)"[\d-]+"/g,
    '$1"<day>"'
  ],
  [/("school_year":)\d{4}/g, '$1"<year>"'],
  // How many migrations there are does not matter, only that all of them are applied.
  [/("migrations":\{"applied":)(\d+)(,"known":)\2\}/g, '$1"<all>"$3"<all>"}'],
  [/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, "<access token>"],
  [/<uuid>\.(\d+)\.[\w-]{43}/g, "<session>.$1.<hash>"],
  [/("(?:kid|x|y)":)"[\w-]{43}"/g, '$1"<key>"'],
  [/[\w-]{24,}\.[\w-]{43}(?=")/g, "<cursor>"]
]

const masked = (text: string): string => masks.reduce((result, [pattern, mask]) => result.replace(pattern, mask), text)

const kept = ["allow", "content-type", "etag", "location", "retry-after", "www-authenticate", "cache-control"]

/** Returns an answer without what differs from run to run: two runtimes that answer alike give the same result. */
export const normalized = (status: number, headers: Headers, body: string) => ({
  status,
  headers: Object.fromEntries(
    kept.flatMap((name) => {
      const value = headers.get(name)
      return value === null ? [] : [[name, masked(value).toLowerCase().replace(/;\s+/g, ";")]]
    })
  ),
  body: body === "" ? null : JSON.parse(masked(body)) as unknown
})
export type Normalized = ReturnType<typeof normalized>
