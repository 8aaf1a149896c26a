import { type Judge, startJudging } from "../../adapters/dynamodb/strict.ts"

/** Returns whether a right, such as `dynamodb:Query {Table.Arn}/index/*`, allows this. */
const allows = (right: string, wanted: string): boolean =>
  new RegExp(`^${right.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`).test(wanted)

/** Makes a role from its rights. It notes what each of them was used for, and what was refused. */
export const roleOf = (rights: ReadonlyArray<string>) => {
  const [used, refused] = [new Set<string>(), new Set<string>()]
  const mayDo = (action: string, resource: string): boolean => {
    const right = rights.find((each) => allows(each, `${action} ${resource}`))
    if (right === undefined) refused.add(`${action} ${resource}`)
    else used.add(right)
    return right !== undefined
  }
  return { rights, used, refused, mayDo }
}
export type Role = ReturnType<typeof roleOf>

const denied = (isAllowed: boolean): ReturnType<Judge> =>
  isAllowed ? undefined : ["AccessDeniedException", "the role does not allow it"]

interface OnTable {
  readonly TableName?: string
  readonly IndexName?: string
  readonly RequestItems?: Readonly<Record<string, unknown>>
}

/** Stands in front of a DynamoDB and passes on what the role allows on the table of this name. */
export const dynamodbFor = ({ mayDo }: Role, endpoint: string, table: string) =>
  startJudging(endpoint, (target, body) => {
    const { IndexName, RequestItems = {}, TableName } = JSON.parse(body) as OnTable
    const tables = TableName === undefined ? Object.keys(RequestItems) : [TableName]
    const resource = (name: string) =>
      `${name === table ? "{Table.Arn}" : name}${IndexName === undefined ? "" : `/index/${IndexName}`}`
    return denied(tables.map((name) => mayDo(`dynamodb:${target}`, resource(name))).every(Boolean))
  })

/** Stands in front of another AWS service, of which one action on one resource is asked. */
export const serviceFor = ({ mayDo }: Role, endpoint: string, action: string, resource: string) =>
  startJudging(endpoint, () => denied(mayDo(action, resource)))
