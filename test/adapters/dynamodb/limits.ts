/** A value in DynamoDB's JSON, such as `{ "S": "text" }`. */
type Value = Readonly<Record<string, unknown>>
type Values = Readonly<Record<string, Value>>

const bytes = (text: string): number => Buffer.byteLength(text)

const sizeOf = (value: Value): number => {
  const [[kind, inner] = ["NULL", true]] = Object.entries(value)
  switch (kind) {
    case "S":
    case "N":
      return bytes(String(inner))
    case "M":
      return 3 + itemSize(inner as Values)
    case "L":
      return 3 + (inner as ReadonlyArray<Value>).reduce((sum, each) => sum + 1 + sizeOf(each), 0)
    case "SS":
    case "NS":
    case "BS":
      return (inner as ReadonlyArray<string>).reduce((sum, each) => sum + bytes(each), 0)
    case "B":
      return Math.ceil(bytes(String(inner)) * 3 / 4)
    default:
      return 1
  }
}

/** Returns what DynamoDB counts as an item's size: its names and its values. */
const itemSize = (item: Values): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + bytes(name) + sizeOf(value), 0)

const itemAtMost = 400 * 1024
const expressionAtMost = 4096
const operatorsAtMost = 300
const substitutesAtMost = 2 * 1024 * 1024
const requestAtMost = 16 * 1024 * 1024
const putsAtMost = 25
const getsAtMost = 100

const expressions = [
  "UpdateExpression",
  "ConditionExpression",
  "FilterExpression",
  "KeyConditionExpression",
  "ProjectionExpression"
]

/** Counts more strictly than DynamoDB does: each removal and each assignment is an operator as well. */
const operatorsIn = (expression: string): number => {
  const [, removed = ""] = /\bREMOVE\b(.*)/s.exec(expression) ?? []
  const named = expression.match(/[=<>+-]+|\b(AND|OR|NOT|BETWEEN|IN)\b|\w+\s*\(/g) ?? []
  return named.length + (removed === "" ? 0 : removed.split(",").length)
}

/** A request, as far as these checks look into it. */
interface Asked {
  readonly Item?: Values
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>
  readonly ExpressionAttributeValues?: Values
  readonly RequestItems?: Readonly<
    Record<
      string,
      | ReadonlyArray<{ readonly PutRequest?: { readonly Item: Values } }>
      | { readonly Keys: ReadonlyArray<unknown>; readonly ProjectionExpression?: string }
    >
  >
}

const ofExpressions = (asked: Asked): ReadonlyArray<string> => {
  const found = expressions.flatMap((name) => {
    const text = (asked as Readonly<Record<string, unknown>>)[name]
    return typeof text === "string" ? [[name, text] as const] : []
  })
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = asked
  const substitutes = Object.entries(names).reduce((sum, [name, meant]) => sum + bytes(name) + bytes(meant), 0) +
    itemSize(values)
  return [
    ...found.filter(([, text]) => bytes(text) > expressionAtMost)
      .map(([name, text]) => `Invalid ${name}: Expression size has exceeded the maximum allowed size: ${bytes(text)}`),
    ...found.filter(([, text]) => operatorsIn(text) > operatorsAtMost)
      .map(([name, text]) => `Invalid ${name}: The expression contains too many operators: ${operatorsIn(text)}`),
    ...(substitutes > substitutesAtMost ? ["Names and values of the expressions are too large"] : [])
  ]
}

const ofBatches = ({ RequestItems = {} }: Asked): ReadonlyArray<string> => {
  const all = Object.values(RequestItems)
  const puts = all.flatMap((each) => "Keys" in each ? [] : each)
  const gets = all.reduce((sum, each) => sum + ("Keys" in each ? each.Keys.length : 0), 0)
  return [
    ...(puts.length > putsAtMost ? [`Too many items requested for the BatchWriteItem call: ${puts.length}`] : []),
    ...(gets > getsAtMost ? [`Too many items requested for the BatchGetItem call: ${gets}`] : []),
    ...all.flatMap((each) => "Keys" in each ? ofExpressions(each as Asked) : []),
    ...puts.flatMap(({ PutRequest }) => PutRequest === undefined ? [] : ofItem(PutRequest.Item))
  ]
}

const ofItem = (item: Values): ReadonlyArray<string> =>
  itemSize(item) > itemAtMost ? [`Item size has exceeded the maximum allowed size: ${itemSize(item)}`] : []

/** Returns which limits of DynamoDB this request exceeds, or nothing where it is within all that a request can show. */
export const beyondLimits = (body: string): ReadonlyArray<string> => {
  const asked = JSON.parse(body) as Asked
  return [
    ...(bytes(body) > requestAtMost ? [`The request is too large: ${bytes(body)}`] : []),
    ...ofExpressions(asked),
    ...ofBatches(asked),
    ...(asked.Item === undefined ? [] : ofItem(asked.Item))
  ]
}
