import { kitText } from '../../../src/adapters/connectors/asterisk/pbx-kit.ts'

/** The files of the test PBX after its administrator pasted what `connect asterisk --check` prints. */
export function withKit(files: Readonly<Record<string, string>>): Record<string, string> {
  const text = kitText({
    user: false,
    sorcery: true,
    guard: true,
    contexts: ['from-internal'],
    emergency: ['911', '112'],
    address: '127.0.0.1',
  })
  const parts = Object.fromEntries(
    text
      .split(/^; (?=\w+\.conf:)/m)
      .map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf('\n') + 1)]),
  )
  const door = /^context=(\S+)$/m.exec(parts['pjsip.conf'] ?? '')?.[1] ?? ''
  return {
    ...files,
    'sorcery.conf': parts['sorcery.conf'] ?? '',
    'extensions.conf': `${files['extensions.conf']}\n${parts['extensions.conf']}`,
    'pjsip.conf': (files['pjsip.conf'] ?? '').replace('context=from-internal', `context=${door}`),
  }
}
