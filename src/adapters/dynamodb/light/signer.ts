import { SignatureV4 } from "@smithy/signature-v4"
import type { Credentials } from "./credentials.ts"
import { Sha256 } from "./sha256.ts"

/** Returns a signer by AWS's Signature Version 4 that asks `source` for the credentials of each request. */
export const signerOf = (source: () => Promise<Credentials>, region: string, service = "dynamodb") =>
  new SignatureV4({ applyChecksum: false, credentials: source, region, service, sha256: Sha256 })
