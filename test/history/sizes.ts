/**
 * `npm test` plays the smoke sizes (`SIZE=smoke`, set by the project), `npm run test:all` plays those of CI, and `FAULTS=long` asks for
 * those of the long run.
 */
const size = process.env["FAULTS"] === "long" ? "long" : process.env["SIZE"] === "smoke" ? "smoke" : "ci"

export const isLong = size === "long"
export const isSmoke = size === "smoke"

/** Returns how large a fault test is. Without a smoke size, that of CI is used. */
export const sized = (ci: number, long: number, smoke = ci): number => ({ ci, long, smoke })[size]
