import type { IncidentHead, IncidentNotices, IncidentView, TaskJson, TimelineItem } from '#contract'
import type { Tone } from '../../words.ts'

export const stateWords: Readonly<Record<IncidentHead['state'], { name: string; tone: Tone }>> = {
  open: { name: 'Open', tone: 'loss' },
  contained: { name: 'Contained', tone: 'watch' },
  recovering: { name: 'Recovering', tone: 'watch' },
  closed: { name: 'Closed', tone: 'safe' },
}

export const severityWords: Readonly<Record<IncidentHead['severity'], string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}

/** The state of the site, in words that need no knowledge. */
export const conditionWords: Readonly<
  Record<IncidentView['condition'], { title: string; means: string; tone: Tone }>
> = {
  losing: {
    title: 'You are losing money',
    means:
      'Bad calls are being placed, or were when the records ended. Stopping them comes before everything else.',
    tone: 'loss',
  },
  unclear: {
    title: 'Not stopped yet',
    means: 'No bad call is seen at this moment, but nothing keeps them from coming back.',
    tone: 'watch',
  },
  contained: {
    title: 'Contained',
    means: 'The calls are stopped. Now find the way in and close it, before the blocks run out.',
    tone: 'watch',
  },
  safe: { title: 'Closed', means: 'Every gate was passed. Monitoring goes on.', tone: 'safe' },
}

export const standWords: Readonly<Record<TaskJson['stand'], { name: string; tone: Tone }>> = {
  done: { name: 'Done', tone: 'safe' },
  begin: { name: 'To do', tone: 'loss' },
  waiting: { name: 'Waits', tone: 'unknown' },
  open: { name: 'Does it apply?', tone: 'watch' },
  not: { name: 'Does not apply', tone: 'unknown' },
}

export const whoWords: Readonly<Record<TaskJson['who'], string>> = {
  anyone: 'anybody',
  technician: 'somebody technical',
  manager: 'whoever is in charge',
  finance: 'finance',
  legal: 'counsel or compliance',
}

type Cause = NonNullable<IncidentView['cause']>['cause']
export const causeWords: Readonly<Record<Cause, string>> = {
  'guessed-password': 'A password was guessed',
  'reused-or-default-password': 'A default password, or one that was used elsewhere',
  'exposed-administration': 'The administration could be reached from the internet',
  'unpatched-software': 'A known hole in software or firmware',
  'stolen-trunk-credentials': 'The password of the line to the carrier was stolen',
  'voicemail-or-dial-through': 'Voicemail, forwarding or dial-through',
  'leaked-configuration': 'A configuration or provisioning file leaked',
  insider: 'Somebody who works here',
  other: 'Something else',
}

export const kindNames: Readonly<Record<TimelineItem['kind'], string>> = {
  call: 'Calls',
  'sign-in': 'Sign-ins',
  alert: 'Alerts',
  control: 'Controls',
  notice: 'Notices',
  task: 'Tasks',
  note: 'Notes',
  file: 'Files',
  state: 'States',
  act: 'Other acts',
}

export const milestoneWords: Readonly<Record<IncidentView['milestones'][number]['id'], string>> = {
  'first-sign': 'First sign of it',
  'first-alert': 'First noticed',
  'first-act': 'First act against it',
  contained: 'Contained',
  recovered: 'Recovered',
}

/** What the button to a state says. */
export const moveWords: Readonly<Record<IncidentHead['state'], string>> = {
  open: 'Open it again',
  contained: 'It is contained',
  recovering: 'Begin recovery',
  closed: 'Close the incident',
}

/** Data that may have been seen by others. */
export const dataNames: Readonly<Record<NonNullable<IncidentNotices['telling']>['data'][number], string>> = {
  cdr: 'Call records',
  'names-and-numbers': 'Names and numbers',
  voicemail: 'Voicemail',
  recordings: 'Recordings of calls',
  'payment-card': 'Payment cards',
  health: 'Health data',
  credentials: 'Passwords',
  'government-id': 'Identity numbers',
}
