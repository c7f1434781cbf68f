import { open } from 'node:fs/promises'
import { DomainError } from '#core/kernel'
import type { AmiLogin } from './ami-socket.ts'

/** The newest entries are at the end; this much of it holds the refusal of a moment ago. */
const TAIL = 64 * 1024

/**
 * Asterisk answers "Authentication failed" whether the name, the secret or the address was wrong. Its security log tells:
 * the line with our own port. Without a log that can be read all three are named.
 */
export async function explainRefusal(login: AmiLogin, own: string): Promise<DomainError> {
  const line = await refusalIn(login.logs ?? [], own)
  if (/SecurityEvent="FailedACL"/.test(line))
    return new DomainError(
      'ami-address-refused',
      `The PBX lets the manager user "${login.user}" in from other addresses only, not from ${own.replace(/\/\d+$/, '')}`,
      `In manager.conf, section [${login.user}]: add permit = ${own.replace(/\/\d+$/, '')}/255.255.255.255, then "manager reload".`,
    )
  if (/SecurityEvent="InvalidAccountID"/.test(line))
    return new DomainError(
      'ami-user-unknown',
      `The PBX has no manager user "${login.user}"`,
      'Add the user to manager.conf ("ringfence connect asterisk --kit" prints one), then "manager reload".',
    )
  if (/SecurityEvent="(InvalidPassword|ChallengeResponseFailed)"/.test(line))
    return new DomainError(
      'ami-secret-wrong',
      `The secret of the manager user "${login.user}" is wrong`,
      `Compare the secret file with "secret" in section [${login.user}] of manager.conf.`,
    )
  return new DomainError(
    'ami-login-refused',
    `The PBX refused the manager user "${login.user}": the secret is wrong, there is no such user, or it may not come from ${own.replace(/\/\d+$/, '')}`,
    'Asterisk does not say which. Look into its security log, or give that file with --security-log to be told here.',
  )
}

async function refusalIn(logs: readonly string[], own: string): Promise<string> {
  for (const path of logs) {
    const text = await tailOf(path).catch(() => '')
    const line = text
      .split('\n')
      .reverse()
      .find((one) => one.includes('Service="AMI"') && one.includes(`/${own}"`))
    if (line) return line
  }
  return ''
}

async function tailOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const length = Math.min(size, TAIL)
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
    return buffer.toString('utf8')
  } finally {
    await file.close()
  }
}
