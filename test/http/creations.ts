import type { Answer } from "./declared.ts"
import type { Service } from "./harness.ts"
import { people, type Who } from "./people.ts"

/** Something that is about to be created, by somebody who is allowed to. */
export interface Made {
  readonly path: string
  readonly ask: (body: object, headers: Record<string, string>) => Promise<Answer>
  readonly body: object
  /** Another valid body. */
  readonly other: object
  /** Somebody who is not allowed to create it. */
  readonly forbidden: Who
  /** The write that creates it, how many such things exist, and their ids. */
  readonly creates: string
  readonly count: () => number
  readonly ids: () => ReadonlyArray<string>
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any shape are looked into here
  readonly idIn: (body: any) => string
}

interface Making {
  readonly name: string
  readonly operation: string
  readonly making: (service: Service) => Promise<Made>
}

const asking = ({ call }: Service, who: Who, path: string) => ({
  path,
  ask: (body: object, headers: Record<string, string>) => call(who, "POST", path, body, headers)
})

const ofWorld = (things: ReadonlyMap<unknown, { readonly events: object }>) => ({
  count: () => things.size,
  ids: () => [...things.keys()].map(String)
})

/** Every operation that creates something, ready to be called. */
export const makings: ReadonlyArray<Making> = [
  {
    name: "an invitation",
    operation: "POST /parent-invitations",
    making: async (service) => ({
      ...asking(service, "coach-1", "/parent-invitations"),
      ...ofWorld(service.world.invitations),
      body: { parent_email: "ann@example.test", student_first_name: "Ada", grade_level: "5" },
      other: { parent_email: "ann@example.test", student_first_name: "Adam" },
      forbidden: "ann",
      creates: "Invitations.create",
      idIn: ({ invitation }) => invitation.invitation_id
    })
  },
  {
    name: "an enrollment",
    operation: "POST /admissions/enrollments",
    making: async (service) => {
      const invited = { parent_email: "ann@example.test", student_first_name: "Ada" }
      await service.call("coach-1", "POST", "/parent-invitations", invited)
      await service.drain()
      const body = { invitation_token: service.mailedToken(), parent_email: "ann@example.test" }
      return {
        ...asking(service, "ann", "/admissions/enrollments"),
        ...ofWorld(service.world.enrollments),
        body,
        other: { ...body, invitation_token: "another" },
        forbidden: "coach-1",
        creates: "Enrollments.create",
        idIn: ({ enrollment_id }) => enrollment_id
      }
    }
  },
  {
    name: "a school",
    operation: "POST /staff/schools",
    making: async (service) => {
      const { schools } = service.world
      const body = { school_id: 7, name_of_institution: "TSA Ada", time_zone: "America/Chicago" }
      return {
        ...asking(service, "admin", "/staff/schools"),
        count: () => schools.size - 2,
        ids: () => [...schools.keys()].filter((id) => id > 2).map(String),
        body,
        other: { ...body, school_id: 8 },
        forbidden: "registrar-1",
        creates: "Schools.add",
        idIn: ({ school }) => String(school.school_id)
      }
    }
  },
  {
    name: "a person",
    operation: "POST /staff/people",
    making: async (service) => {
      const entered = () => [...service.world.people.keys()].filter((id) => !(id in people))
      const body = { email: "kim@example.test", role: "coach", school_id: 1 }
      return {
        ...asking(service, "admin", "/staff/people"),
        count: () => entered().length,
        ids: entered,
        body,
        other: { ...body, school_id: 2 },
        forbidden: "registrar-1",
        creates: "People.add",
        idIn: ({ person }) => person.person_id
      }
    }
  }
]
