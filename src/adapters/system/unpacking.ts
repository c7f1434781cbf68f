import { DomainError } from '#core/kernel'

const MiB = 1 << 20
/** Below this nobody is harmed, however well it packs. */
const HARMLESS = 64 * MiB
/** Call logs and configurations pack to a fifth, the dullest to a fiftieth; a bomb to a thousandth. */
const FURTHEST = 200

/** Whether bytes that came out of so many packed ones are meant to harm. */
export const isBomb = (unpacked: number, packed: number): boolean =>
  unpacked > HARMLESS && unpacked > packed * FURTHEST

export const unpacksTooFar = (): DomainError =>
  new DomainError(
    'file-unpacks-too-far',
    `A packed file unpacks to more than ${FURTHEST} times its size: no call log and no configuration does`,
    'Look at where it comes from. If it is what it says, unpack it yourself and give it unpacked.',
  )
