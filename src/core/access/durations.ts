const minute = 60_000
const hour = 60 * minute

/** A session ends after this long without a request … */
export const sessionIdle = 12 * hour
/** … and in any case after this long. */
export const sessionLongest = 7 * 24 * hour
/** A dangerous act wants a second factor shown no longer ago than this. */
const proofLasts = 10 * minute
export const proofFresh = (provenAt: number | null, now: number): boolean =>
  provenAt !== null && now - provenAt < proofLasts
/** To answer with a passkey. */
export const challengeLasts = 5 * minute
/** Between the password and the code. */
export const stepLasts = 5 * minute
/** A one-time link for somebody invited or reset. */
export const invitationLasts = 3 * 24 * hour
/** Between entering the first administrator and the first code. */
export const enrolmentLasts = 30 * minute

/** To the provider and back, with a password and a second factor in between. */
export const ssoLasts = 10 * 60_000
