import { createHash } from 'node:crypto'
import { DomainError } from '#core/kernel'
import { createOutgoing } from './outgoing.ts'
import { readStamp, stampRequest, tokenIn } from './time-stamp.ts'

export interface Stamped {
  /** RFC 3161, DER. */
  readonly token: Buffer
  /** UTC milliseconds. */
  readonly at: number
  readonly by: string
}

/** Asks an authority to stamp these bytes; only their hash leaves. Whoever runs the server named it, so it may be inside the network. */
export async function stampAt(url: string, bytes: Uint8Array): Promise<Stamped> {
  const sha256 = createHash('sha256').update(bytes).digest()
  const request = stampRequest(sha256)
  const { status, bytes: answer } = await createOutgoing([new URL(url).hostname]).post({
    url,
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: request.body,
  })
  const token = status === 200 ? tokenIn(answer, request) : null
  const stamp = token && readStamp(token, null)
  if (token && stamp?.signed && sha256.equals(stamp.sha256)) return { token, at: stamp.at, by: stamp.by }
  throw new DomainError(
    'time-stamp-refused',
    `${new URL(url).host} gave no time stamp that holds (HTTP ${status})`,
    'Check RINGFENCE_TSA_URL: it must be a time-stamp authority of RFC 3161 over HTTP. It is asked again by itself.',
  )
}
