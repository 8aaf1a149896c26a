import { Redacted } from "effect"
import type { Connection } from "../connection.ts"

/** The credentials with which a request is signed. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** Returns the current credentials. `renewed`: the previous ones were refused because they had expired. */
export type CredentialSource = (renewed: boolean) => Promise<Credentials>

/** Returns credentials that stay the same for as long as the process lives. */
export const given = ({ accessKeyId, secretAccessKey }: NonNullable<Connection["credentials"]>): CredentialSource => {
  const credentials = Promise.resolve({ accessKeyId, secretAccessKey: Redacted.value(secretAccessKey) })
  return () => credentials
}
