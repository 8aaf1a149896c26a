/**
 * Returns the parts of a token between its dots, or nothing if there are more or fewer than `count`: all that was given must be what is
 * read.
 */
export const tokenParts = (token: string, count: number): ReadonlyArray<string> => {
  const parts = token.split(".")
  return parts.length === count ? parts : []
}
