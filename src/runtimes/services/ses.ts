import { Effect } from "effect"
import * as Ses from "../../adapters/ses/mailer.ts"
import type { Reader } from "../settings/environment.ts"
import { httpUrl, text } from "../settings/readers.ts"
import * as UnsentMail from "./unsent-mail.ts"

/** Where SES is, for the runtimes that send through it. */
export interface SesSettings {
  readonly sesRegion: string | undefined
  readonly sesEndpoint: string | undefined
}

export const readSes = Effect.fnUntraced(function*({ optional }: Reader) {
  const settings: SesSettings = {
    sesRegion: yield* optional("SES_REGION", text),
    sesEndpoint: yield* optional("SES_ENDPOINT", httpUrl)
  }
  return settings
})

/** Sends mail through SES, once there is an address for it to come from. */
export const sesMailer = (
  { awsRegion, mailFrom: from, sesEndpoint: endpoint, sesRegion: region = awsRegion }: SesSettings & {
    readonly awsRegion: string
    readonly mailFrom: string | undefined
  },
  credentials: Ses.Ses["credentials"]
) => from === undefined ? UnsentMail.layer : Ses.layer({ from, region, endpoint, credentials })
