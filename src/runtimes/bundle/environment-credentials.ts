import { env } from "node:process"

/**
 * Lambda gives a function its credentials in the environment, for the life of the process. In the bundle this replaces the AWS SDK's chain
 * of providers, which would bring clients for single sign-on, profiles and instance metadata.
 */
export const defaultProvider = () => () => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } =
    env
  return accessKeyId === undefined || secretAccessKey === undefined
    ? Promise.reject(new Error("the environment has no AWS credentials"))
    : Promise.resolve({ accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) })
}
