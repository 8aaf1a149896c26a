import { Context } from "effect"

/** The school of a coach who has none of their own (`DEFAULT_SCHOOL_ID`). */
export class DefaultSchool extends Context.Service<DefaultSchool, number>()("tsa/school/DefaultSchool") {}
