import type { Credentials, CredentialSource } from "./credentials.ts"

/**
 * Returns the platform's credentials by the AWS SDK's chain: environment, profiles, single sign-on, containers, instances. The chain caches
 * them and renews them before they expire. It is loaded when credentials are first needed.
 */
export const platformCredentials = (): CredentialSource => {
  let chain: Promise<(options?: { readonly forceRefresh: boolean }) => Promise<Credentials>> | undefined
  return async (renewed) => {
    chain ??= import("@aws-sdk/credential-provider-node").then(({ defaultProvider }) => defaultProvider())
    return (await chain)(renewed ? { forceRefresh: true } : undefined)
  }
}
