/** Bundled in the place of the DynamoDB client's package.json, of which it reads the version, for its User-Agent. A test keeps them equal. */
// oxlint-disable-next-line import/no-default-export -- stands in for a module that has one
export default { version: "3.1162.0" }
