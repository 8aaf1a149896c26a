import { type Sent, sentList, sentObject, sentText } from "../values/sent.ts"
import type { FieldProblem } from "../words/field-codes.ts"

const fields = ["first_name", "middle_name", "last_name", "maiden_name", "preferred_first_name", "name"]

/** Returns the names of people in what was sent for step 4, by pointer. */
const namesIn = (sent: Sent): ReadonlyMap<string, string> => {
  const people: ReadonlyArray<readonly [string, unknown]> = [
    ["/student_info", sent["student_info"]],
    ["/parent_info", sent["parent_info"]],
    ["/medical_info/emergency_medical_contact", sentObject(sent["medical_info"])["emergency_medical_contact"]],
    ...["additional_guardians", "emergency_contacts"].flatMap((list) =>
      sentList(sent[list]).map((each, index) => [`/${list}/${index}`, each] as const)
    )
  ]
  return new Map(people.flatMap(([pointer, person]) =>
    fields.flatMap((field) => {
      const name = sentText(sentObject(person), field)
      return name === undefined ? [] : [[`${pointer}/${field}`, name] as const]
    })
  ))
}

/**
 * Returns the names that hold digits or signs. Most are mistakes; the others are to be confirmed. What was accepted once is not asked about
 * again.
 */
export const unusualNames = (sent: Sent, before: Sent): ReadonlyArray<FieldProblem> => {
  const known = namesIn(before)
  return [...namesIn(sent)]
    .filter(([pointer, name]) => /[\p{Nd}!?#$%&*+=@_~|^]/u.test(name) && known.get(pointer) !== name)
    .map(([pointer]) => ({ pointer, code: "name_unusual" }))
}
