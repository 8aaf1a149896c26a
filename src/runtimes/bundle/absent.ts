/**
 * Bundled in place of what packages could load but never need here: the native driver and the password file of `pg`, and the browser names
 * and event streams of the AWS SDK, which no operation of DynamoDB or Secrets Manager uses.
 */
export {}
