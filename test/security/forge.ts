import { base64url, calculateJwkThumbprint, generateKeyPair, importJWK, type JWK, SignJWT } from "jose"
import { createHmac, createPublicKey, type webcrypto } from "node:crypto"

/** How the token differs from a good one. */
export interface Forgery {
  readonly header?: Readonly<Record<string, unknown>>
  /** `undefined` removes a claim. */
  readonly claims?: Readonly<Record<string, unknown>>
  readonly key?: webcrypto.CryptoKey
  /** Makes the third part from the first two. */
  readonly sign?: (input: string, key: JWK) => string
}

const encoded = (part: object) => base64url.encode(JSON.stringify(part))

/** Returns a real ES256 token that is good except for the forgery. */
export const forge = async (key: JWK, who: object, now: string, forgery: Forgery): Promise<string> => {
  const seconds = Math.floor(Date.parse(now) / 1000)
  const { crv = "", kty = "", x = "", y = "" } = key
  const kid = await calculateJwkThumbprint({ crv, kty, x, y })
  const claims = {
    iss: "test",
    aud: "test",
    sid: "cli",
    iat: seconds,
    exp: seconds + 900,
    jti: "a-jti",
    ...who,
    ...forgery.claims
  }
  const header = { alg: "ES256", typ: "at+jwt", kid, ...forgery.header }
  if (forgery.sign !== undefined) {
    const input = `${encoded(header)}.${encoded(claims)}`
    return `${input}.${forgery.sign(input, key)}`
  }
  const signer = forgery.key ?? await importJWK(key, "ES256")
  return new SignJWT(claims).setProtectedHeader(header).sign(signer, { crit: { planted: true } })
}

const hmac = (secret: (key: JWK) => string | Buffer) => (input: string, key: JWK) =>
  createHmac("sha256", secret(key)).update(input).digest("base64url")

const publicHalf = ({ crv, kty, x, y }: JWK) => ({ crv, kty, x, y })
const pem = (key: JWK) =>
  createPublicKey({ key: publicHalf(key) as never, format: "jwk" }).export({ format: "pem", type: "spki" })
const point = ({ x = "", y = "" }: JWK) =>
  Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")])

const [strangers, larger] = await Promise.all([
  generateKeyPair("ES256", { extractable: true }),
  generateKeyPair("ES384")
])
const required = ["iss", "aud", "sub", "sid", "iat", "exp", "jti", "epoch", "role", "grants"]
const longAgo = 1_600_000_000

/** Each token is wrong in one thing, and so belongs to nobody. */
export const forgeries: Readonly<Record<string, Forgery>> = {
  expired: { claims: { iat: longAgo, exp: longAgo + 900 } },
  "not valid yet": { claims: { nbf: 4_000_000_000 } },
  ...Object.fromEntries(required.map((claim) => [`no ${claim}`, { claims: { [claim]: undefined } }])),
  "of another audience": { claims: { aud: "another" } },
  "of other audiences": { claims: { aud: ["another", "third"] } },
  "of another issuer": { claims: { iss: "https://accounts.example.test" } },
  "an ID token": { header: { typ: "JWT" } },
  "without typ": { header: { typ: undefined } },
  "of a kid that is not there": { header: { kid: "nowhere" } },
  "without kid": { header: { kid: undefined } },
  "that names its own key": { header: { jwk: { kty: "EC", crv: "P-256" } }, key: strangers.privateKey },
  "that asks for what nobody knows": { header: { crit: ["planted"], planted: 1 } },
  "signed by a stranger": { key: strangers.privateKey },
  "of another algorithm": { header: { alg: "ES384" }, key: larger.privateKey },
  "alg none": { header: { alg: "none" }, sign: () => "" },
  "alg none with its signature": { header: { alg: "none" }, sign: hmac(pem) },
  "HS256 with the public key as PEM": { header: { alg: "HS256" }, sign: hmac(pem) },
  "HS256 with the public key as JWK": {
    header: { alg: "HS256" },
    sign: hmac((key) => JSON.stringify(publicHalf(key)))
  },
  "HS256 with the public point": { header: { alg: "HS256" }, sign: hmac(point) },
  "ES256 without a signature": { sign: () => "" },
  "ES256 with a signature of zeros": { sign: () => Buffer.alloc(64).toString("base64url") },
  "of an epoch that was revoked": { claims: { epoch: 0 } },
  "of a session that has ended": { claims: { sid: "00000000-0000-4000-8000-000000000000" } },
  "of a person who is not there": { claims: { sub: "nowhere" } },
  "of a role that is not there": { claims: { role: "root" } },
  "with grants of another shape": { claims: { grants: "admin" } }
}
