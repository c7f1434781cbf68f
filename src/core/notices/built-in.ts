import type { Stage } from './model.ts'
import type { Stakeholder } from './plan.ts'
import type { Template } from './template.ts'

// What is said when a site has no words of its own. Facts first, then what is asked; no guesses.

const facts = `Began: {{began}}
Noticed: {{noticed}}
Ended: {{ended}}
Lost so far: {{loss}}
Lost a minute: {{rate}}
Accounts used: {{accounts}}
Data that may be exposed: {{data}}`

const handling = `Do not call or text through the phones of this site: they may be watched. Use mobiles and this channel.
Next update: {{next}}
Reference: {{reference}}`

export const builtIn: Readonly<Record<Exclude<Stage, 'test'>, Template>> = {
  'first-hour': {
    subject: 'Phone breach at {{site}}: {{incident}}',
    body: `The phone system of {{site}} is under attack: {{incident}}.\n\n${facts}\n\n{{ask}}\n\n{{note}}\n\n${handling}`,
  },
  update: {
    subject: 'Update on the phone breach at {{site}}: {{state}}',
    body: `{{incident}}: {{state}}.\n\n${facts}\n\n{{note}}\n\n{{ask}}\n\n${handling}`,
  },
  closure: {
    subject: 'Closed: phone breach at {{site}}',
    body: `The incident at {{site}} is closed: {{incident}}.\n\n${facts}\n\n{{note}}\n\n{{ask}}\n\nReference: {{reference}}`,
  },
  escalation: {
    subject: 'NOBODY HAS ANSWERED: phone breach at {{site}}',
    body: `Nobody has acknowledged the first notice yet, so you are asked now.\n\n{{incident}}: {{state}}.\n\n${facts}\n\n{{ask}}\n\n${handling}`,
  },
  reminder: {
    subject: 'An update is due: phone breach at {{site}}',
    body: `The people concerned were promised an update on “{{incident}}”, and it is due. It is {{state}}. Send one also when nothing is new.\n\nReference: {{reference}}`,
  },
  deadline: {
    subject: 'A notice is due: phone breach at {{site}}',
    body: 'Law or contract asks for a notice about “{{incident}}”.\n\n{{note}}\n\nOpen the incident in Ringfence, Whom to tell: the draft is there. Mark it as given, with what proves it, or say why nobody is told.\n\nReference: {{reference}}',
  },
  firmware: {
    subject: 'Firmware to be brought up: phones of {{site}}',
    body: 'By the targets set in Ringfence for {{site}}:\n\n{{note}}\n\nOpen Audit, Devices in Ringfence for the devices that are not there. A new audit counts them again; Ringfence installs nothing.\n\nReference: {{reference}}',
  },
  drift: {
    subject: 'Worse than before: audit of the phones of {{site}}',
    body: 'An audit of the phone system of {{site}} found what was not there the last time:\n\n{{note}}\n\nNo attack is seen in this. Open Posture in Ringfence for the evidence and the fix of each.\n\nReference: {{reference}}',
  },
  spend: {
    subject: '{{incident}} at {{site}}',
    body: '{{note}}\n\nNo attack is seen in this by itself: look at the dearest calls of these days in Ringfence, Calls. The budget stands under Settings, Spend.\n\nReference: {{reference}}',
  },
}

/** What is asked of each at each stage. */
const asks: Readonly<Record<Stakeholder, Readonly<Record<'first-hour' | 'update' | 'closure', string>>>> = {
  'it-leadership': {
    'first-hour':
      'Please open Ringfence and stop it: preview and approve the containment, and name one person who decides.',
    update: 'Please see that the open tasks have an owner.',
    closure: 'Please keep the monitoring in force, and look at the review.',
  },
  'managed-it': {
    'first-hour':
      'Please freeze access to the phone system, keep its logs and call records as they are, restart nothing, and name an engineer.',
    update: 'Please tell us what was changed on the phone system since the last message.',
    closure: 'Please keep the call records and logs of these days.',
  },
  'voip-provider': {
    'first-hour':
      'Please block international and premium calls from our trunks now, keep your call records of these days, open a fraud ticket and send us its number.',
    update: 'Please tell us the state of the fraud ticket.',
    closure: 'Please confirm which blocks stay, and how the disputed charges go on.',
  },
  finance: {
    'first-hour':
      'Please stop automatic payment and recharging to the phone carrier, and do not pay its next invoice before it was checked.',
    update: 'Please hold the carrier’s invoice until it was reconciled.',
    closure: 'Please follow the dispute with the carrier, and tell the insurer what was lost.',
  },
  executives: {
    'first-hour': 'Nothing is asked of you but to be reachable by mobile for decisions.',
    update: 'Nothing is asked of you unless a decision is named above.',
    closure: 'Nothing more is asked of you.',
  },
  legal: {
    'first-hour':
      'Data may be exposed. Please judge what must be reported to whom and by when, and whether what is written is privileged.',
    update: 'Please look at the list of obligations again: the facts above may have changed it.',
    closure: 'Please confirm that the notices that were due are made, and that holds may end.',
  },
  compliance: {
    'first-hour':
      'Data may be exposed. Please start the clocks of the duties that may apply, and note when we knew what.',
    update: 'Please check the clocks that are running.',
    closure: 'Please file the record of decisions.',
  },
  custom: { 'first-hour': '', update: '', closure: '' },
}

export const askOf = (stakeholder: Stakeholder, stage: Stage): string =>
  isUnasked(stage) ? '' : asks[stakeholder][stage === 'escalation' ? 'first-hour' : stage]

type Unasked = 'test' | 'reminder' | 'drift' | 'deadline' | 'spend' | 'firmware'
const unasked: ReadonlySet<Stage> = new Set<Unasked>([
  'test',
  'reminder',
  'drift',
  'deadline',
  'spend',
  'firmware',
])
const isUnasked = (stage: Stage): stage is Unasked => unasked.has(stage)
