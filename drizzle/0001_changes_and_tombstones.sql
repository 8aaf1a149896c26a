-- All four at once, before anything is changed: a put that waits here goes on with the new numbers. In the order in which a prepared put
-- locks them, so that neither waits for the other.
LOCK TABLE "users", "tsa_student_extensions", "students", "student_school_associations" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
-- A number is this base and two times the transaction that wrote it, so all are above those of the sequence. A constant, not a row: the
-- role of the release before may not read a new table, and a constant is part of the plan.
DO $$ BEGIN
  EXECUTE format(
    'CREATE FUNCTION change_base() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN %s::bigint',
    (SELECT last_value FROM change_version_seq)
  );
END $$;--> statement-breakpoint
-- What a transaction changes has an even number, what it removes the odd one above it.
CREATE FUNCTION next_change_version(is_removal boolean DEFAULT false) RETURNS bigint LANGUAGE sql VOLATILE
  RETURN change_base() + 2 * pg_current_xact_id()::text::bigint + is_removal::integer;--> statement-breakpoint
-- Every transaction below the oldest that is still open has ended: nothing can be committed any more under this number or a lower one.
CREATE FUNCTION newest_change_version() RETURNS bigint LANGUAGE sql STABLE
  RETURN change_base() + 2 * pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1;--> statement-breakpoint
ALTER TABLE "student_school_associations" ALTER COLUMN "change_version" SET DEFAULT next_change_version();--> statement-breakpoint
ALTER TABLE "tsa_student_extensions" ALTER COLUMN "change_version" SET DEFAULT next_change_version();--> statement-breakpoint
ALTER TABLE "students" ALTER COLUMN "change_version" SET DEFAULT next_change_version();--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "change_version" SET DEFAULT next_change_version();--> statement-breakpoint
ALTER TABLE "tsa_student_extensions" DROP CONSTRAINT "tsa_student_extensions_student_fk";--> statement-breakpoint
ALTER TABLE "tsa_student_extensions" ALTER COLUMN "parent_consultation_completed" SET DEFAULT false;--> statement-breakpoint
ALTER TABLE "tsa_student_extensions" ALTER COLUMN "shadow_day_completed" SET DEFAULT false;--> statement-breakpoint
ALTER TABLE "tsa_student_extensions" ALTER COLUMN "required_documents_complete" SET DEFAULT false;--> statement-breakpoint
ALTER TABLE "tsa_student_extensions" ALTER COLUMN "deposit_paid" SET DEFAULT false;--> statement-breakpoint
ALTER TABLE "tsa_student_extensions" ALTER COLUMN "registered_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "tsa_student_extensions" ADD COLUMN "school_id" bigint;--> statement-breakpoint
ALTER TABLE "tsa_student_extensions" ADD COLUMN "date_last_modified" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tsa_student_extensions" ALTER COLUMN "date_last_modified" SET DEFAULT date_trunc('milliseconds', now());--> statement-breakpoint
-- No change for a reader: neither change_version nor updated_at moves.
UPDATE "tsa_student_extensions" AS held SET
  "date_last_modified" = date_trunc('milliseconds', held."updated_at"),
  "school_id" = (
    SELECT "school_id" FROM "student_school_associations" AS each
    WHERE each."student_unique_id" = held."student_unique_id" ORDER BY "entry_date" DESC, "school_id" DESC LIMIT 1
  );--> statement-breakpoint
-- Who was erased has a tombstone from now on. Whom a late put brought back loses at least this row, and reconcile names the rest.
INSERT INTO "tsa_student_extensions" AS held
  ("student_unique_id", "enrollment_id", "enrollment_version", "enrollment_status", "school_id", "date_last_modified", "change_version")
SELECT "student_unique_id", 'TSA-ENROLL-' || substr("student_unique_id", 9), "enrollment_version", 'erased', (
    SELECT "school_id" FROM "student_school_associations" AS each
    WHERE each."student_unique_id" = erased."student_unique_id" ORDER BY "entry_date" DESC, "school_id" DESC LIMIT 1
  ), "date_last_modified", next_change_version(true)
FROM "erased_students" AS erased
ON CONFLICT ("student_unique_id") DO UPDATE SET
  "enrollment_version" = greatest(held."enrollment_version", excluded."enrollment_version"),
  "enrollment_status" = excluded."enrollment_status",
  "school_id" = excluded."school_id",
  "sport_interests" = DEFAULT,
  "assigned_program_track" = NULL,
  "grade_level_at_enrollment" = NULL,
  "expected_start_date" = NULL,
  "referring_coach_id" = NULL,
  "invitation_id" = NULL,
  "parent_consultation_completed" = DEFAULT,
  "parent_consultation_date" = NULL,
  "shadow_day_completed" = DEFAULT,
  "shadow_day_date" = NULL,
  "required_documents_complete" = DEFAULT,
  "document_completion_date" = NULL,
  "deposit_paid" = DEFAULT,
  "deposit_amount" = NULL,
  "deposit_paid_date" = NULL,
  "registered_at" = NULL,
  "enrollment_completed_date" = NULL,
  "custom_data" = DEFAULT,
  "date_last_modified" = greatest(excluded."date_last_modified", held."date_last_modified" + interval '1 millisecond'),
  "change_version" = excluded."change_version",
  "updated_at" = now();
