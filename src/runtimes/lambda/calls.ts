import { actions, type Call } from "../../adapters/dynamodb/actions.ts"

/**
 * The workflow store's calls that a function never makes: only the comparison of the stores scans, only requests of families and staff end
 * what is deleted, and only a command describes the table.
 */
const neverMade = {
  http: ["scan", "differences"],
  provisioner: ["delete", "differences"],
  sweep: ["delete", "differences"]
} as const satisfies Readonly<Record<string, ReadonlyArray<Call>>>

/** Returns exactly what a function asks of DynamoDB: its role is made of these actions. */
export const actionsOf = (name: keyof typeof neverMade): ReadonlyArray<string> => {
  const never: ReadonlyArray<Call> = neverMade[name]
  const made = (Object.keys(actions) as ReadonlyArray<Call>).filter((call) => !never.includes(call))
  return [...new Set(made.map((call) => actions[call]))]
}
