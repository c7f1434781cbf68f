/** What a breach is called by the way it was done. The words of the public interface. */
export const kinds = [
  'irsf',
  'low-and-slow',
  'call-forward',
  'voicemail-or-disa',
  'wangiri',
  'domestic-pumping',
  'toll-free-pumping',
  'brute-force',
  'prefix-scan',
  'admin-compromise',
  'trunk-credentials',
  'subscription',
  'call-selling',
  'tdos',
  'misbilling',
  'other',
] as const // prettier-ignore
export type Kind = (typeof kinds)[number]
