import { sql } from "drizzle-orm"
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  varchar
} from "drizzle-orm/pg-core"
import { changeVersion, descriptor, id, instant, list, modified, modifiedOrNull, name, stamp } from "./columns.ts"
import { schools } from "./directory.ts"

export const students = pgTable("students", {
  student_unique_id: id().primaryKey(),
  student_usi: bigint({ mode: "number" }).notNull().unique(),
  first_name: name().notNull(),
  last_name: name().notNull(),
  middle_name: name(),
  maiden_name: name(),
  preferred_first_name: name(),
  generation_code_suffix: varchar({ length: 10 }),
  birth_date: date().notNull(),
  birth_city: varchar({ length: 30 }),
  birth_state_abbreviation_descriptor: descriptor(),
  birth_country_descriptor: descriptor(),
  birth_sex_descriptor: descriptor(),
  multiple_birth_status: boolean(),
  date_entered_us: date(),
  hispanic_latino_ethnicity: boolean(),
  races: list(),
  person_id: id(),
  source_system_descriptor: descriptor().notNull(),
  change_version: changeVersion(),
  created_at: stamp(),
  updated_at: stamp()
})

export const associations = pgTable("student_school_associations", {
  student_unique_id: id().notNull(),
  school_id: bigint({ mode: "number" }).notNull(),
  entry_date: date().notNull(),
  entry_grade_level_descriptor: descriptor().notNull(),
  entry_type_descriptor: descriptor(),
  school_year: smallint(),
  primary_school: boolean(),
  exit_withdraw_date: date(),
  exit_withdraw_type_descriptor: descriptor(),
  repeat_grade_indicator: boolean(),
  class_of_school_year: smallint(),
  change_version: changeVersion(),
  created_at: stamp(),
  updated_at: stamp()
}, (table) => [
  primaryKey({
    name: "student_school_associations_pk",
    columns: [table.student_unique_id, table.school_id, table.entry_date]
  }),
  foreignKey({
    name: "student_school_associations_student_fk",
    columns: [table.student_unique_id],
    foreignColumns: [students.student_unique_id]
  }),
  foreignKey({
    name: "student_school_associations_school_fk",
    columns: [table.school_id],
    foreignColumns: [schools.school_id]
  }),
  index("student_school_associations_school").on(table.school_id),
  index("student_school_associations_active").on(table.school_id).where(sql`${table.exit_withdraw_date} is null`)
])

/**
 * The arbiter of every put. Its only unique key is the primary key: with a second one, first inserts fail in a race. The row of an erased
 * child stays as its tombstone (`enrollment_status` is `erased`, all else null or default), so it has no key to students (ADR 34).
 */
export const extensions = pgTable("tsa_student_extensions", {
  student_unique_id: id().primaryKey(),
  enrollment_id: varchar({ length: 40 }).notNull(),
  enrollment_version: bigint({ mode: "number" }).notNull(),
  /** Null where a process of the previous release wrote the row. */
  school_id: bigint({ mode: "number" }),
  sport_interests: list(),
  enrollment_status: varchar({ length: 20 }).notNull(),
  assigned_program_track: varchar({ length: 100 }),
  grade_level_at_enrollment: descriptor(),
  expected_start_date: date(),
  referring_coach_id: varchar({ length: 64 }),
  invitation_id: varchar({ length: 40 }),
  parent_consultation_completed: boolean().notNull().default(false),
  parent_consultation_date: date(),
  shadow_day_completed: boolean().notNull().default(false),
  shadow_day_date: date(),
  required_documents_complete: boolean().notNull().default(false),
  document_completion_date: date(),
  deposit_paid: boolean().notNull().default(false),
  deposit_amount: integer(),
  deposit_paid_date: date(),
  registered_at: instant(),
  enrollment_completed_date: instant(),
  custom_data: jsonb().notNull().default({}),
  date_last_modified: modifiedOrNull(),
  change_version: changeVersion(),
  created_at: stamp(),
  updated_at: stamp()
}, (table) => [
  check(
    "tsa_student_extensions_enrollment_id",
    sql`${table.enrollment_id} = 'TSA-ENROLL-' || substr(${table.student_unique_id}, 9)`
  )
])

export const users = pgTable("users", {
  sourced_id: varchar({ length: 255 }).primaryKey(),
  status: varchar({ length: 20 }).notNull(),
  date_last_modified: modified(),
  username: varchar({ length: 255 }).notNull().unique(),
  enabled_user: boolean().notNull(),
  given_name: name().notNull(),
  family_name: name().notNull(),
  middle_name: name(),
  preferred_first_name: name(),
  role: varchar({ length: 20 }).notNull(),
  identifier: varchar({ length: 255 }),
  birth_date: date(),
  email: varchar({ length: 128 }),
  sms: varchar({ length: 24 }),
  phone: varchar({ length: 24 }),
  user_ids: list(),
  agents: list(),
  org_ids: list(),
  grades: list(),
  model_metadata: jsonb(),
  change_version: changeVersion()
})

/** The tombstones of the previous release, whose puts still look here. It goes with the next release. */
export const erasedStudents = pgTable("erased_students", {
  student_unique_id: id().primaryKey(),
  enrollment_version: bigint({ mode: "number" }).notNull(),
  date_last_modified: modified()
})
