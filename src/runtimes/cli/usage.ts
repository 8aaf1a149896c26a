import { Schema } from "effect"

/** The command line does not say what it should. */
export class UsageError extends Schema.TaggedError<UsageError>()("UsageError", { message: Schema.String }) {}

export const usage = `tsa-enrollment command line

  token --role parent|coach|staff --email ADDRESS --school ID [--id ID] [--name NAME]
      prints an access token for a person, who is entered into the directory if new
  schools list
  schools add --id ID --name NAME --time-zone ZONE [--provision-at student-information|payment]
  people list [--school ID] [--unseen-days N]
      who works at the schools; with --unseen-days who has not signed in for so long
  people add --email ADDRESS --role ROLE [--school ID] [--name NAME]
  people grant|revoke PERSON_ID --role ROLE [--school ID]
      a grant at one school, or at all where none is named
  people merge-address PERSON_ID --email ADDRESS
      a changed or lost address: once its owner has opened the mailed link it is the person's, with the family of
      whoever had it
  people release-address PERSON_ID --email ADDRESS
      lets go of an address that the person had formerly, or is to have: it is free for whoever has it now
  provision ENROLLMENT_ID [--dry-run]
      writes the four student records now, or shows what that would change
  provisioning list [--school ID] [--state needs_attention|pending|applied|not_due]
      which enrollments wait or were refused, and why
  provisioning retry [--school ID] [--state needs_attention|pending] [--code CODE]
      makes all that match due now
  records count
      how many students in PostgreSQL came from the portal
  records missing [--school ID]
      the completed enrollments that lack any of their four records; fails when there are any
  audit reads --enrollment ENROLLMENT_ID [--json]
      who of the staff saw this child's full record, when, and on which request
  auth revoke-all
      ends every session and voids every access token: everybody signs in again
  auth revoke --person ID
      the same for one person
  doctor [--json]
      checks configuration, data folder, keys, stores, grants, clock and open duties; fails when one is not right
  reconcile [--repair] [--school ID] [--json]
      compares both stores, of all schools or of one; with --repair sets right what projecting again sets right, and
      deletes nothing; exit code 1 where something is left
  keys
      prints a new SIGNING_KEY and SEAL_KEY as JSON, for a store of secrets
  keys rotate [--leaked]
      another key signs access tokens; what the key before has signed stays good, or (--leaked) is void: in the data
      folder from the next start on, or printed as settings where SIGNING_KEY is one
  table create
      makes the table DYNAMODB_TABLE where it is missing
  migrate
      brings the database of DATABASE_URL up to date

It works on the stores of the configuration (DATA_DIR, DATABASE_URL, DYNAMODB_TABLE), also while the service runs.`
