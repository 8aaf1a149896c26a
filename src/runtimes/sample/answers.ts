import { addDays, type LocalDate } from "../../domain/values/local-date.ts"
import type { SampleFamily } from "./families.ts"

const sports = ["soccer", "basketball", "volleyball", "track and field"]

/** Returns what a family says in its six steps, as the portal sends it. `today` is the family's own. */
export const answersOf = ({ address, child, daysAgo, parent }: SampleFamily, today: LocalDate) => {
  const sport = sports[daysAgo % sports.length]
  return {
    1: { program_interest: "Full-day academy", contact_preference: "email", sport_interests: [sport] },
    2: { consultation_date: addDays(today, 3), consultation_time: "09:30", preferred_contact_method: "video" },
    3: { shadow_day_date: addDays(today, 9), shadow_day_time: "08:15", waiver_signed: true },
    4: {
      student_info: { ...child, sport_interest: sport },
      parent_info: {
        ...parent,
        email: address,
        relationship_to_student: "Parent",
        phone: `512-555-01${10 + daysAgo}`,
        address_line_1: `${100 + daysAgo} Example Street`,
        city: "Austin",
        state_abbreviation: "TX",
        postal_code: "78701",
        is_emergency_contact: true
      },
      academic_history: {},
      medical_info: {}
    },
    5: { required_documents_uploaded: true },
    6: { payment_method: "credit_card", payment_plan_selected: "monthly" }
  } as const
}
