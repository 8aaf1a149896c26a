/** Returns an instant (RFC 3339) some milliseconds later. */
export const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString()
