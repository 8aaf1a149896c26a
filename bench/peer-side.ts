import { exportJWK, generateKeyPair, SignJWT } from "jose"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { childNames, family, openService, openStores, root, type Side } from "./side.ts"

const folder = join(root, "bench/peers")

/** Returns the command that installs the peers; undefined if they are installed. */
export const missingPeers = (): string | undefined =>
  existsSync(join(folder, "generated")) ? undefined : "npm install --prefix bench/peers"

/** Starts a peer from `bench/peers` on stores of its own, which have the tables of this checkout. */
export const openPeer = async (name: "naive" | "bare"): Promise<Side> => {
  const { env, node, stop } = await openStores(root)
  const { privateKey, publicKey } = await generateKeyPair("ES256")
  const keys = JSON.stringify({ keys: [{ ...await exportJWK(publicKey), alg: "ES256" }] })
  const token = await new SignJWT({ email: family }).setProtectedHeader({ alg: "ES256" }).setExpirationTime("1h")
    .sign(privateKey)
  const service = await openService(name, node, [`${name}.mjs`], { cwd: folder, env: { ...env, PUBLIC_KEYS: keys } })
  const nameOf = childNames()
  return {
    name,
    begin: async () => {
      const { answer } = await service.call("POST", "/admissions/enrollments", token, {})
      return { id: String(answer["enrollment_id"]), first_name: nameOf() }
    },
    call: (method, path, body) => service.call(method, path, token, body),
    cpuMs: service.cpuMs,
    rssMb: service.rssMb,
    stop: async () => {
      await service.stop()
      await stop()
    }
  }
}
