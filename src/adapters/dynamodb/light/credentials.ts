import { Redacted } from "effect"
import type { Connection } from "../connection.ts"

/** What a request is signed with. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** Gives the credentials of now. `renewed`: those of before were refused as too old. */
export type CredentialSource = (renewed: boolean) => Promise<Credentials>

/** The same for as long as the process lives. */
export const given = ({ accessKeyId, secretAccessKey }: NonNullable<Connection["credentials"]>): CredentialSource => {
  const credentials = Promise.resolve({ accessKeyId, secretAccessKey: Redacted.value(secretAccessKey) })
  return () => credentials
}
