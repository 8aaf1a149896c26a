/**
 * `npm test` plays the smoke sizes (`SIZE=smoke`, set by the project), `npm run test:all` those of CI, and `FAULTS=long` asks for those of
 * the long run.
 */
const size = process.env["FAULTS"] === "long" ? "long" : process.env["SIZE"] === "smoke" ? "smoke" : "ci"

export const isLong = size === "long"
export const isSmoke = size === "smoke"

/** How large a fault test is; where no smoke size is named, it is that of CI. */
export const sized = (ci: number, long: number, smoke = ci): number => ({ ci, long, smoke })[size]
