import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { evidenceVerifier } from '../../src/adapters/system/index.ts'
import {
  genesis,
  hashEntry,
  keyIdOf,
  type LedgerEntry,
  type SigningKey,
} from '../../src/core/evidence/index.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A ledger as the database writes it; every third entry is another customer's. */
export function ledgerOf(length: number): LedgerEntry[] {
  const entries: LedgerEntry[] = []
  let previousHash = genesis.hash
  for (let seq = 1; seq <= length; seq++) {
    const fact = {
      seq,
      customer: seq % 3 === 0 ? 'other' : 'default',
      site: 'main',
      at: 1_772_831_051_000 + seq * 1000,
      actor: 'system:anna@büro',
      action: 'calls.saved',
      subject: `i${seq}`,
      detail: { verdict: 'breach', saved: seq },
    }
    const hash = hashEntry(fact, previousHash, sha256)
    entries.push({ ...fact, previousHash, hash })
    previousHash = hash
  }
  return entries
}

/** A key of its own; nothing of it is kept. */
export function freshKey(): SigningKey {
  const { privateKey, publicKey: made } = generateKeyPairSync('ed25519')
  const publicKey = new Uint8Array(
    createPublicKey(made.export({ format: 'pem', type: 'spki' }))
      .export({ format: 'der', type: 'spki' })
      .subarray(12),
  )
  const origin = 'ringfence/test'
  const id = Buffer.from(keyIdOf(origin, publicKey, evidenceVerifier.sha256)).toString('hex')
  const blob = Buffer.concat([Buffer.from([1]), publicKey]).toString('base64')
  return {
    origin,
    publicKey,
    publicText: `${origin}+${id}+${blob}\n`,
    sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
  }
}
