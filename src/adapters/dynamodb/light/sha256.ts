import { createHash, createHmac, createSecretKey, type Hash, type Hmac, type KeyObject } from "node:crypto"

type Secret = string | ArrayBuffer | ArrayBufferView

/** The keys of secrets that were seen: to make one costs five times what its use does, and the signer brings the same secret for a day. */
const keys = new WeakMap<ArrayBuffer | ArrayBufferView, KeyObject>()

const keyOf = (secret: ArrayBuffer | ArrayBufferView): KeyObject => {
  const known = keys.get(secret)
  if (known !== undefined) return known
  const bytes = secret instanceof ArrayBuffer
    ? new Uint8Array(secret)
    : new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
  const key = createSecretKey(bytes)
  keys.set(secret, key)
  return key
}

/** The platform's SHA-256 in the shape that the signer takes: an HMAC if there is a secret. */
export class Sha256 {
  readonly #secret: Secret | undefined
  #hash: Hash | Hmac
  constructor(secret?: Secret) {
    this.#secret = secret
    this.#hash = this.#begun()
  }
  #begun() {
    const secret = this.#secret
    if (secret === undefined) return createHash("sha256")
    return createHmac("sha256", typeof secret === "string" ? secret : keyOf(secret))
  }
  update(data: Uint8Array) {
    this.#hash.update(data)
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest())
  }
  reset() {
    this.#hash = this.#begun()
  }
}
