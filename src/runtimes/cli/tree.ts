import { group } from "./declared.ts"
import { auth, keys, token } from "./grammar/access.ts"
import { people } from "./grammar/people.ts"
import { doctor, mail, migrate, schools, table } from "./grammar/place.ts"
import { audit, provision, provisioning, reconcile, records } from "./grammar/records.ts"

/** Every command by its first word, everyday commands first. */
export const tree = group(
  [
    "The command line of tsa-enrollment. It works on the stores of the configuration (DATA_DIR, DATABASE_URL,",
    "DYNAMODB_TABLE), also while the service runs. It prints tables, and JSON with --json. Exit codes: 0 done,",
    "1 failed, 2 the command line is not right."
  ].join("\n"),
  {
    doctor,
    mail,
    token,
    schools,
    people,
    provision,
    provisioning,
    records,
    reconcile,
    audit,
    auth,
    keys,
    migrate,
    table
  }
)
