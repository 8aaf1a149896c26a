/** `FAULTS=long` asks for the sizes of the long run; everything else gets those of CI. */
export const isLong = process.env["FAULTS"] === "long"

/** How large a fault test is. */
export const sized = (ci: number, long: number): number => isLong ? long : ci
