/** Returns from when on DynamoDB may delete an item, in whole seconds. Whether the item still counts is decided when it is read. */
export const ttlAt = (instant: string): { readonly ttl: number } => ({ ttl: Math.ceil(Date.parse(instant) / 1000) })
