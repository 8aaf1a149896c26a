import { createHash, createHmac, type Hash, type Hmac } from "node:crypto"

const bytesOf = (data: ArrayBuffer | ArrayBufferView) =>
  data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)

/** The platform's SHA-256 in the shape that the signer takes: an HMAC if there is a secret. */
export class Sha256 {
  readonly #secret: Uint8Array | string | undefined
  #hash: Hash | Hmac
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret === undefined || typeof secret === "string" ? secret : bytesOf(secret)
    this.#hash = this.#begun()
  }
  #begun() {
    return this.#secret === undefined ? createHash("sha256") : createHmac("sha256", this.#secret)
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
