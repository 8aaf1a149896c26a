const day = { weekday: "long", year: "numeric", month: "long", day: "numeric" } as const
const time = { hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const

/** Returns an instant (RFC 3339) as a wall clock in the zone (IANA name) shows it: `Monday, December 14, 2026, 7:30 PM CST`. */
export const momentInWords = (instant: string, timeZone: string): string => {
  const told = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-US", { ...parts, timeZone }).format(new Date(instant))
  // Some platforms put a narrow no-break space before AM and PM, which not every mailbox shows.
  return `${told(day)}, ${told(time)}`.replace(/\s/g, " ")
}
