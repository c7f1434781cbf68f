import type { Scenario } from '../generate.ts'
import type { Dialect, SimCall } from '../model.ts'
import { threeCx } from './3cx.ts'
import { asteriskCsv } from './asterisk.ts'
import { asteriskCel } from './cel.ts'
import { cucm } from './cucm.ts'
import { freeswitchCsv, freeswitchJson } from './freeswitch.ts'
import { generic } from './generic.ts'
import { kamailioAcc, kamailioCdrs } from './kamailio.ts'
import { asteriskSecurity } from './security.ts'
import type { Written } from './text.ts'
import { twilio } from './twilio.ts'

export interface WriteOptions {
  /** The oddities of real files: cut last line, repeated rows, late rows, strange quotes. Default true. */
  quirks?: boolean
}

const writers: Record<Dialect, (scenario: Scenario, quirks: boolean) => Written> = {
  'asterisk-csv': (scenario, quirks) => asteriskCsv(scenario, 21, quirks),
  'asterisk-csv-18': (scenario, quirks) => asteriskCsv(scenario, 18, quirks),
  'asterisk-csv-custom': (scenario, quirks) => asteriskCsv(scenario, 'custom', quirks),
  'asterisk-cel': asteriskCel,
  'freeswitch-csv': freeswitchCsv,
  'freeswitch-json': freeswitchJson,
  'kamailio-acc': kamailioAcc,
  'kamailio-cdrs': kamailioCdrs,
  cucm,
  '3cx': threeCx,
  twilio,
  csv: generic,
  'asterisk-security': asteriskSecurity,
}

/** The scenario as this switch would have recorded it. Same scenario, dialect and options: same bytes. */
export function writeDialect(scenario: Scenario, dialect: Dialect, options: WriteOptions = {}): Written {
  return writers[dialect](scenario, options.quirks ?? true)
}

export const idsOf = (scenario: Scenario, dialect: Dialect): Map<SimCall, string> =>
  writeDialect(scenario, dialect, { quirks: false }).ids
