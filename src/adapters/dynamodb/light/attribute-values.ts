import { marshall, unmarshall } from "@aws-sdk/util-dynamodb"
import { withBase64, withBytes } from "./binary.ts"

type Fields = Readonly<Record<string, unknown>>

/** Applies a change to a field if it is present. */
const at = (fields: Fields, name: string, change: (value: never) => unknown): Fields =>
  fields[name] === undefined ? fields : { ...fields, [name]: change(fields[name] as never) }

const inAll = (fields: Fields, names: ReadonlyArray<string>, change: (value: never) => unknown): Fields =>
  names.reduce((changed, name) => at(changed, name, change), fields)

/** Applies a change to the requests of a batch, by table: keys to get, or items to put. */
const inRequests = (change: (value: never) => unknown) => (tables: Readonly<Record<string, unknown>>): Fields =>
  Object.fromEntries(
    Object.entries(tables).map(([table, asked]) => [
      table,
      Array.isArray(asked)
        ? asked.map((one: Fields) => at(one, "PutRequest", (put: Fields) => at(put, "Item", change)))
        : at(asked as Fields, "Keys", (keys: ReadonlyArray<never>) => keys.map(change))
    ])
  )

const encode = (value: Fields) => withBase64(marshall(value, { removeUndefinedValues: true }))
const decode = (value: never) => unmarshall(withBytes(value))

/** Returns an input as JSON of DynamoDB's protocol, with attribute values instead of plain ones. */
export const encodedInput = (input: object): string =>
  JSON.stringify(
    at(
      inAll(input as Fields, ["Key", "Item", "ExpressionAttributeValues", "ExclusiveStartKey"], encode),
      "RequestItems",
      inRequests(encode)
    )
  )

/** Returns an output with plain values instead of attribute values. */
export const decodedOutput = (output: Fields): Fields =>
  inAll(
    at(
      at(
        inAll(output, ["Item", "Attributes", "LastEvaluatedKey"], decode),
        "Items",
        (items: ReadonlyArray<never>) => items.map(decode)
      ),
      "Responses",
      (tables: Readonly<Record<string, ReadonlyArray<never>>>) =>
        Object.fromEntries(Object.entries(tables).map(([table, items]) => [table, items.map(decode)]))
    ),
    ["UnprocessedKeys", "UnprocessedItems"],
    inRequests(decode)
  )
