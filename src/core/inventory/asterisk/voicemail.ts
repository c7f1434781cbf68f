import { draft } from '../draft.ts'
import { MASK } from '../mask.ts'
import type { Gathering } from './model.ts'
import { isYes, originOf } from './origin.ts'
import { type Entry, lastOf, type Section } from './parse-config.ts'

const RESERVED = ['general', 'zonemessages', 'aliases']

/** voicemail.conf: `box => pin,name,email,pager,option=value|…`. A PIN that begins with `-` may not be changed by its user. */
export function readVoicemail(sections: readonly Section[], to: Gathering): void {
  to.told.add('voicemail').add('mailbox')
  const general = sections.find((section) => section.name === 'general')
  const own = general ?? { entries: [] }
  const at = general?.at ?? sections[0]?.at ?? { file: 'voicemail.conf', line: 1, text: '' }
  const it = draft('voicemail', 'voicemail.conf', at)
  const least = lastOf(own, 'minpassword')
  it.say('leastPin', least ? Number(least.value) : 0, least && originOf(least))
  const tries = lastOf(own, 'maxlogins')
  it.say('tries', tries ? Number(tries.value) : 3, tries && originOf(tries))
  to.drafts.push(it)
  for (const section of sections) {
    if (RESERVED.includes(section.name) || section.isTemplate) continue
    for (const entry of section.entries)
      if (/^\d+$/.test(entry.key)) readMailbox(entry, section.name, own, to)
  }
}

function readMailbox(entry: Entry, context: string, general: Pick<Section, 'entries'>, to: Gathering): void {
  const [pin = '', , , , options = ''] = entry.value.split(',').map((part) => part.trim())
  const at = { ...originOf(entry), text: `${entry.key} => ${MASK},…` }
  const it = draft('mailbox', `${entry.key}@${context}`, at)
  to.scale.measure(pin.replace(/^-/, ''), [entry.key], at, it.facts)
  for (const option of ['dialout', 'callback', 'operator']) {
    const own = new RegExp(`(?:^|\\|)${option}=([^|]*)`).exec(options)?.[1]
    const general_ = lastOf(general, option)
    const value = own ?? general_?.value
    if (value !== undefined && !(option === 'operator' && !isYes(value)))
      it.say(option, value, own ? at : general_ && originOf(general_))
  }
  to.drafts.push(it)
}

/** confbridge.conf and meetme.conf. */
export function readConferences(sections: readonly Section[], to: Gathering): void {
  to.told.add('conference')
  for (const section of sections) {
    if (section.isTemplate) continue
    const type = lastOf(section, 'type')?.value
    if (type === 'user') addConference(section.name, lastOf(section, 'pin'), section, to)
  }
}

export function readMeetMe(sections: readonly Section[], to: Gathering): void {
  to.told.add('conference')
  for (const section of sections.filter(({ name }) => name === 'rooms'))
    for (const entry of section.entries.filter(({ key }) => key === 'conf')) {
      const [room = '', pin = ''] = entry.value.split(',').map((part) => part.trim())
      const at = { ...originOf(entry), text: `conf => ${room},${MASK}` }
      const it = draft('conference', room, at)
      it.say('pinLength', pin.length, at)
      to.drafts.push(it)
    }
}

function addConference(name: string, pin: Entry | undefined, section: Section, to: Gathering): void {
  const it = draft('conference', name, section.at)
  it.say('pinLength', pin?.value.length ?? 0, pin ? originOf(pin) : section.at)
  to.drafts.push(it)
}
