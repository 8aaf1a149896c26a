CREATE SEQUENCE "public"."change_version_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "student_school_associations" (
	"student_unique_id" varchar(32) NOT NULL,
	"school_id" bigint NOT NULL,
	"entry_date" date NOT NULL,
	"entry_grade_level_descriptor" varchar(60) NOT NULL,
	"entry_type_descriptor" varchar(60),
	"school_year" smallint,
	"primary_school" boolean,
	"exit_withdraw_date" date,
	"exit_withdraw_type_descriptor" varchar(60),
	"repeat_grade_indicator" boolean,
	"class_of_school_year" smallint,
	"change_version" bigint DEFAULT nextval('change_version_seq') NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "student_school_associations_pk" PRIMARY KEY("student_unique_id","school_id","entry_date")
);
--> statement-breakpoint
CREATE TABLE "erased_students" (
	"student_unique_id" varchar(32) PRIMARY KEY NOT NULL,
	"enrollment_version" bigint NOT NULL,
	"date_last_modified" timestamp (3) with time zone DEFAULT date_trunc('milliseconds', now()) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tsa_student_extensions" (
	"student_unique_id" varchar(32) PRIMARY KEY NOT NULL,
	"enrollment_id" varchar(40) NOT NULL,
	"enrollment_version" bigint NOT NULL,
	"sport_interests" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"enrollment_status" varchar(20) NOT NULL,
	"assigned_program_track" varchar(100),
	"grade_level_at_enrollment" varchar(60),
	"expected_start_date" date,
	"referring_coach_id" varchar(64),
	"invitation_id" varchar(40),
	"parent_consultation_completed" boolean NOT NULL,
	"parent_consultation_date" date,
	"shadow_day_completed" boolean NOT NULL,
	"shadow_day_date" date,
	"required_documents_complete" boolean NOT NULL,
	"document_completion_date" date,
	"deposit_paid" boolean NOT NULL,
	"deposit_amount" integer,
	"deposit_paid_date" date,
	"registered_at" timestamp with time zone NOT NULL,
	"enrollment_completed_date" timestamp with time zone,
	"custom_data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"change_version" bigint DEFAULT nextval('change_version_seq') NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tsa_student_extensions_enrollment_id" CHECK ("tsa_student_extensions"."enrollment_id" = 'TSA-ENROLL-' || substr("tsa_student_extensions"."student_unique_id", 9))
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"sourced_id" varchar(255) PRIMARY KEY NOT NULL,
	"status" varchar(20) DEFAULT 'active' NOT NULL,
	"date_last_modified" timestamp (3) with time zone DEFAULT date_trunc('milliseconds', now()) NOT NULL,
	"name" varchar(255) NOT NULL,
	"type" varchar(20) NOT NULL,
	"identifier" varchar(255),
	"parent_id" varchar(255),
	"model_metadata" jsonb
);
--> statement-breakpoint
CREATE TABLE "schools" (
	"school_id" bigint PRIMARY KEY NOT NULL,
	"name_of_institution" varchar(75) NOT NULL,
	"short_name" varchar(75),
	"local_education_agency_id" bigint,
	"time_zone" text,
	"address" jsonb,
	"operational_status_descriptor" varchar(60),
	"web_site" varchar(255),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "students" (
	"student_unique_id" varchar(32) PRIMARY KEY NOT NULL,
	"student_usi" bigint NOT NULL,
	"first_name" varchar(75) NOT NULL,
	"last_name" varchar(75) NOT NULL,
	"middle_name" varchar(75),
	"maiden_name" varchar(75),
	"preferred_first_name" varchar(75),
	"generation_code_suffix" varchar(10),
	"birth_date" date NOT NULL,
	"birth_city" varchar(30),
	"birth_state_abbreviation_descriptor" varchar(60),
	"birth_country_descriptor" varchar(60),
	"birth_sex_descriptor" varchar(60),
	"multiple_birth_status" boolean,
	"date_entered_us" date,
	"hispanic_latino_ethnicity" boolean,
	"races" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"person_id" varchar(32),
	"source_system_descriptor" varchar(60) NOT NULL,
	"change_version" bigint DEFAULT nextval('change_version_seq') NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "students_student_usi_unique" UNIQUE("student_usi")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"sourced_id" varchar(255) PRIMARY KEY NOT NULL,
	"status" varchar(20) NOT NULL,
	"date_last_modified" timestamp (3) with time zone DEFAULT date_trunc('milliseconds', now()) NOT NULL,
	"username" varchar(255) NOT NULL,
	"enabled_user" boolean NOT NULL,
	"given_name" varchar(75) NOT NULL,
	"family_name" varchar(75) NOT NULL,
	"middle_name" varchar(75),
	"preferred_first_name" varchar(75),
	"role" varchar(20) NOT NULL,
	"identifier" varchar(255),
	"birth_date" date,
	"email" varchar(128),
	"sms" varchar(24),
	"phone" varchar(24),
	"user_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"agents" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"org_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"grades" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"model_metadata" jsonb,
	"change_version" bigint DEFAULT nextval('change_version_seq') NOT NULL,
	CONSTRAINT "users_username_unique" UNIQUE("username")
);
--> statement-breakpoint
ALTER TABLE "student_school_associations" ADD CONSTRAINT "student_school_associations_student_fk" FOREIGN KEY ("student_unique_id") REFERENCES "public"."students"("student_unique_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "student_school_associations" ADD CONSTRAINT "student_school_associations_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tsa_student_extensions" ADD CONSTRAINT "tsa_student_extensions_student_fk" FOREIGN KEY ("student_unique_id") REFERENCES "public"."students"("student_unique_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_parent_id_organizations_sourced_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."organizations"("sourced_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "student_school_associations_school" ON "student_school_associations" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "student_school_associations_active" ON "student_school_associations" USING btree ("school_id") WHERE "student_school_associations"."exit_withdraw_date" is null;