/** Bundled in place of zod's English: whatever zod refuses is reported in the words of the domain. */
// oxlint-disable-next-line import/no-default-export -- stands in for a module that has one
export default () => ({ localeError: () => "" })
