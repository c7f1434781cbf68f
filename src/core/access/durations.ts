const minute = 60_000
const hour = 60 * minute

/** A session ends after this long without a request … */
export const sessionIdle = 12 * hour
/** … and in any case after this long. */
export const sessionLongest = 7 * 24 * hour
/** Between the password and the code. */
export const stepLasts = 5 * minute
/** Between entering the first administrator and the first code. */
export const enrolmentLasts = 30 * minute
