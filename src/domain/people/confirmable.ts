import { DateTime } from "effect"
import { later } from "../values/instant.ts"

/** Returns until when an address can confirm what it was asked for: as long as an invitation lives. */
export const confirmableUntil = (now: DateTime.DateTime): string => later(DateTime.formatIso(now), 14 * 86_400_000)
