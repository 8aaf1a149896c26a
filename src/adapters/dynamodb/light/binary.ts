import type { AttributeValue } from "@aws-sdk/client-dynamodb"

type Bytes = Uint8Array | string
interface Value {
  B?: Bytes
  BS?: Array<Bytes>
  L?: Array<Value>
  M?: Record<string, Value>
}

const base64 = (bytes: Bytes): string => typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("base64")
const bytes = (text: Bytes): Uint8Array => typeof text === "string" ? new Uint8Array(Buffer.from(text, "base64")) : text

/** Changes the binary parts of a value in place, at any depth. */
const changed = (value: Value, change: (bytes: Bytes) => Bytes): void => {
  if (value.M !== undefined) { for (const name in value.M) changed(value.M[name] ?? {}, change) }
  else if (value.L !== undefined) { for (const each of value.L) changed(each, change) }
  else if (value.B !== undefined) value.B = change(value.B)
  else if (value.BS !== undefined) value.BS = value.BS.map(change)
}

type Attributes = Record<string, AttributeValue>

/** Turns an item's bytes into base64, as DynamoDB's JSON has them. It changes the item in place, since nobody else uses it. */
export const withBase64 = (item: Attributes): Attributes => {
  changed({ M: item as Record<string, Value> }, base64)
  return item
}

/** Turns an item's base64 back into bytes. It changes the item in place, since nobody else uses it. */
export const withBytes = (item: Attributes): Attributes => {
  changed({ M: item as Record<string, Value> }, bytes)
  return item
}
