/**
 * Bundled in the place of what packages could load but never need here: of `pg` its native driver and the file of passwords, of the AWS SDK
 * the names of browsers and the streams of events, which no operation of DynamoDB or Secrets Manager has.
 */
export {}
