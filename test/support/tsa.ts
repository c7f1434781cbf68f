import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TimeStampAuthority {
  readonly url: string
  /** PEM of the root it stands under. */
  readonly root: string
  /** Questions it was asked. */
  readonly asked: Buffer[]
  /** What it does next: answers as it should, refuses, or answers the question before. */
  mood: 'honest' | 'refusing' | 'late' | 'silent'
  close(): Promise<void>
}

export const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

const config = (folder: string) => `
[tsa]
dir = ${folder}
serial = ${folder}/serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.55555.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
ess_cert_id_chain = no
tsa_name = no
ordering = no
[ca]
basicConstraints = critical, CA:TRUE
[leaf]
basicConstraints = CA:FALSE
extendedKeyUsage = critical, timeStamping
[req]
distinguished_name = name
[name]
`

/** A real time-stamp authority: openssl behind HTTP on 127.0.0.1, with a root, an authority below it, and its own certificate. */
export async function startTsa(keys: readonly string[] = ['rsa:2048']): Promise<TimeStampAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-tsa-'))
  const file = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  writeFileSync(file('tsa.cnf'), config(folder))
  writeFileSync(file('serial'), '01\n')
  const common = ['-config', file('tsa.cnf'), '-nodes', '-sha256']
  const made = (name: string) => ['-keyout', file(`${name}.key`), '-newkey', ...keys]
  const subject = (name: string) => ['-subj', `/CN=${name}/O=Test`]
  openssl(
    'req',
    ...common,
    '-x509',
    '-days',
    '30',
    ...made('root'),
    ...subject('Test Root'),
    ...['-extensions', 'ca', '-out', file('root.pem')],
  ) // prettier-ignore
  for (const [name, title, issuer, extensions] of [
    ['middle', 'Test Middle', 'root', 'ca'],
    ['leaf', 'Test Stamps', 'middle', 'leaf'],
  ] as const) {
    openssl('req', ...common, '-new', ...made(name), ...subject(title), '-out', file(`${name}.csr`))
    openssl(
      'x509',
      '-req',
      '-in',
      file(`${name}.csr`),
      '-days',
      '30',
      '-sha256',
      '-CAcreateserial',
      ...['-CA', file(`${issuer}.pem`), '-CAkey', file(`${issuer}.key`), '-out', file(`${name}.pem`)],
      ...['-extfile', file('tsa.cnf'), '-extensions', extensions],
    ) // prettier-ignore
  }
  const reply = (question: Buffer): Buffer => {
    writeFileSync(file('question.tsq'), question)
    openssl(
      'ts',
      '-reply',
      '-config',
      file('tsa.cnf'),
      '-section',
      'tsa',
      '-queryfile',
      file('question.tsq'),
      ...['-signer', file('leaf.pem'), '-inkey', file('leaf.key'), '-chain', file('middle.pem')],
      ...['-out', file('answer.tsr')],
    ) // prettier-ignore
    return readFileSync(file('answer.tsr'))
  }
  const authority: TimeStampAuthority = {
    url: '',
    root: readFileSync(file('root.pem'), 'utf8'),
    asked: [],
    mood: 'honest',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        rmSync(folder, { recursive: true })
      }),
  }
  let before: Buffer | null = null
  const answerTo = (question: Buffer): Buffer => {
    // PKIStatus 2: rejection.
    if (authority.mood === 'refusing') return Buffer.from('30053003020102', 'hex')
    const answer = authority.mood === 'late' && before ? before : reply(question)
    before = answer
    return answer
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const question = Buffer.concat(parts)
      authority.asked.push(question)
      if (authority.mood === 'silent' || request.headers['content-type'] !== 'application/timestamp-query')
        return void response.writeHead(503).end()
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answerTo(question))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(authority, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa` })
}
