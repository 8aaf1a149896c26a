/** When DynamoDB may tidy an item up, in whole seconds after that instant. Whether it still counts is decided on read. */
export const ttlAt = (instant: string): { readonly ttl: number } => ({ ttl: Math.ceil(Date.parse(instant) / 1000) })
