import type { Credentials, CredentialSource } from "./credentials.ts"

/**
 * Those of the platform, by the AWS SDK's chain: environment, profiles, single sign-on, containers, instances. It keeps them and renews
 * them before they end. Loaded when the first is asked for.
 */
export const platformCredentials = (): CredentialSource => {
  let chain: Promise<(options?: { readonly forceRefresh: boolean }) => Promise<Credentials>> | undefined
  return async (renewed) => {
    chain ??= import("@aws-sdk/credential-provider-node").then(({ defaultProvider }) => defaultProvider())
    return (await chain)(renewed ? { forceRefresh: true } : undefined)
  }
}
