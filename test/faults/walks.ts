import type { StepNumber } from "../../src/domain/enrollment/steps/step.ts"
import type { Clients } from "./client.ts"
import type { Family } from "./families.ts"

/** Does it twice at the same moment, as an impatient click does. */
const hastily = (does: () => Promise<unknown>) => Promise.all([does(), does()])

const withMiddleName = (family: Family) => ({
  ...family.bodies[4],
  student_info: { ...family.bodies[4].student_info, middle_name: "Marigold" }
})

/**
 * Walks one family's path, drawn by chance: most enroll; some stop on the way, correct themselves, click twice, or withdraw. Requests that
 * create something carry a key, and some are repeated after much has changed.
 */
export const walk = async (clients: Clients, family: Family, chance: () => number): Promise<void> => {
  const sometimes = (share: number) => chance() < share
  const does = async (step: StepNumber) => {
    if (sometimes(0.1)) await clients.draft(family, step, {})
    const once = () => clients.step(family, step)
    await (sometimes(0.15) ? hastily(once) : once())
  }
  const begin = () => clients.begin(family)
  await (sometimes(0.2) ? hastily(begin) : begin())
  const invite = () => clients.invite(family)
  const hasSister = sometimes(0.2)
  if (hasSister) await (sometimes(0.3) ? hastily(invite) : invite())
  for (const step of [1, 2, 3, 4] as const) await does(step)
  if (sometimes(0.2)) await clients.step(family, 4, withMiddleName(family))
  if (sometimes(0.2)) await begin()
  if (hasSister && sometimes(0.5)) await invite()
  if (sometimes(0.05)) return void await clients.withdraw(family)
  if (sometimes(0.1)) return
  await does(5)
  if (sometimes(0.1)) return void await clients.draft(family, 6, { payment_method: "check" })
  await does(6)
}

/** Does something for every family in the queue, for `atOnce` of them at the same time. */
export const forEveryFamily = async (
  families: AsyncIterator<Family>,
  atOnce: number,
  does: (family: Family) => Promise<void>
): Promise<void> => {
  const worker = async () => {
    for (;;) {
      const { done, value } = await families.next()
      if (done === true) return
      await does(value)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** Walks every family in the queue, `atOnce` of them at the same time. */
export const walkAll = (
  clients: Clients,
  families: AsyncIterator<Family>,
  chance: () => number,
  atOnce: number
): Promise<void> => forEveryFamily(families, atOnce, (family) => walk(clients, family, chance))
