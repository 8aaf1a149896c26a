import { actions, type Call } from "../../adapters/dynamodb/actions.ts"

/**
 * The calls of the workflow store that a function never makes: only the comparison of the stores scans, only requests of families and staff
 * end what is deleted, only a command describes the table.
 */
const neverMade = {
  http: ["scan", "differences"],
  provisioner: ["delete", "differences"],
  sweep: ["delete", "differences"]
} as const satisfies Readonly<Record<string, ReadonlyArray<Call>>>

/** What a function asks of DynamoDB, and nothing else: its role is made of these. */
export const actionsOf = (name: keyof typeof neverMade): ReadonlyArray<string> => {
  const never: ReadonlyArray<Call> = neverMade[name]
  const made = (Object.keys(actions) as ReadonlyArray<Call>).filter((call) => !never.includes(call))
  return [...new Set(made.map((call) => actions[call]))]
}
