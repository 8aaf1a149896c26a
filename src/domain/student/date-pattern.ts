const long = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
const short = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
const february = "02-(?:0[1-9]|1[0-9]|2[0-8])"
const leap = "(?:2000|(?:19|20|21)(?:0[48]|[2468][048]|[13579][26]))-02-29"

/** Matches the dates that exist between 1900 and 2199, so that a client can check them. */
export const datePattern = `^(?:(?:19|20|21)[0-9]{2}-(?:${long}|${short}|${february})|${leap})$`
