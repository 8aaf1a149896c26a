import { actions, type Call } from "../../adapters/dynamodb/actions.ts"

/** The calls of the workflow store that a function never makes: only the comparison of the stores scans, only a command describes. */
const neverMade = {
  http: ["scan", "differences"],
  provisioner: ["differences"],
  sweep: ["differences"]
} as const satisfies Readonly<Record<string, ReadonlyArray<Call>>>

/** What a function asks of DynamoDB, and nothing else: its role is made of these. */
export const actionsOf = (name: keyof typeof neverMade): ReadonlyArray<string> => {
  const never: ReadonlyArray<Call> = neverMade[name]
  const made = (Object.keys(actions) as ReadonlyArray<Call>).filter((call) => !never.includes(call))
  return [...new Set(made.map((call) => actions[call]))]
}
