/** What stands between the dots of a token; nothing where there are more or fewer parts: all that was given must be what is read. */
export const tokenParts = (token: string, count: number): ReadonlyArray<string> => {
  const parts = token.split(".")
  return parts.length === count ? parts : []
}
