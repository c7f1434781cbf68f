import type { Numbering } from './model.ts'

/**
 * E.164 of a site's own toll-free number as a trunk writes it: nationally, with the trunk prefix or without, or in full.
 * 0 when it is none of the country's. No outside line is taken off, since nobody of the site dialled it.
 */
export function ownTollFree(written: string, callingCode: string, numbering: Numbering): number {
  const digits = written.replace(/\D/g, '')
  for (const e164 of [callingCode + digits, callingCode + digits.slice(1), digits])
    if (e164.length <= 15 && e164.startsWith(callingCode) && isTollFree(e164, numbering)) return Number(e164)
  return 0
}

const isTollFree = (e164: string, numbering: Numbering): boolean =>
  numbering.destination(numbering.lookup(e164)).type === 'toll-free'
