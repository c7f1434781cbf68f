import { draft } from '../draft.ts'
import { type Element, elements } from '../scan-xml.ts'
import type { Taking } from '../taking.ts'
import { filled, settingOf, settingsOf, type Variables } from './settings.ts'

const DEMO = /(?:^|\/)directory\/default\/(?:10[01]\d|brian)\.xml$/

/** Users of the directory: accounts, their mailboxes, and what they may dial. */
export function readDirectory(roots: readonly Element[], variables: Variables, to: Taking): void {
  const users = roots
    .flatMap((root) => [...elements(root, 'user')])
    .filter((user) => user.attributes.id !== undefined && elements(user, 'params').next().value !== undefined)
  if (users.length === 0) return
  to.told.add('account').add('mailbox').add('context')
  for (const user of users) readUser(user, variables, to)
  readTolls(users, variables, to)
}

function readUser(user: Element, variables: Variables, to: Taking): void {
  const id = filled(user.attributes.id ?? '', variables)
  const at = { file: user.file, line: user.line, text: `<user id="${id}">` }
  const settings = settingsOf(user, variables)
  const it = draft('account', id, at)
  it.say('driver', 'freeswitch')
  it.say('plainNumber', /^\d{3,5}$/.test(id), at)
  const password = settingOf(settings, 'password')
  if (password) {
    to.scale.measure(password.value, [id], password.at, it.facts)
    it.say(
      'defaultPassword',
      password.written.includes('default_password') || password.value === '1234',
      password.at,
    )
  }
  it.say('demoUser', DEMO.test(user.file) && (password?.written.includes('default_password') ?? true), at)
  const cidr = user.attributes.cidr
  it.say('trustedByAddress', cidr !== undefined, at)
  it.say('trustedEverywhere', cidr !== undefined && /(?:^|,)(?:0\.0\.0\.0\/0|::\/0)/.test(cidr), at)
  to.drafts.push(it)
  const pin = settingOf(settings, 'vm-password')
  if (!pin) return
  const box = draft('mailbox', `${id}@freeswitch`, at)
  to.scale.measure(pin.value, [id], pin.at, box.facts)
  to.drafts.push(box)
}

/** toll_allow is what the shipped dial plan asks before it lets a call out; a user without one calls inside alone. */
function readTolls(users: readonly Element[], variables: Variables, to: Taking): void {
  const tolls = users.flatMap(
    (user) => settingOf(settingsOf(user, variables, ['variable']), 'toll_allow') ?? [],
  )
  const abroad = tolls.filter((toll) => /\binternational\b/.test(toll.value))
  const [first] = abroad
  const [user] = users as [Element, ...Element[]]
  const it = draft(
    'context',
    'directory',
    first?.at ?? { file: user.file, line: user.line, text: `<user id="${user.attributes.id}">` },
  )
  it.say('accounts', users.length)
  it.say('open', false)
  it.say('reachesAbroad', abroad.length > 0 && abroad.length === tolls.length, first?.at)
  it.say('path', `toll_allow names international for ${abroad.length} of ${users.length} users`, first?.at)
  to.drafts.push(it)
}
