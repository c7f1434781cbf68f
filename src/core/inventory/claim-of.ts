/** What a user agent says a device is. Whoever registers writes it: a claim, no fact. */
export interface Claim {
  readonly vendor: string
  /** '' where it does not say. */
  readonly product: string
  readonly version: string
}

// As real devices write it; the first that fits.
const FORMS: readonly (readonly [vendor: string, form: RegExp])[] = [
  [
    'Yealink',
    /^yealink[ -](?:SIP[ -])?(?<model>(?:VP-?)?[A-Z]{1,3}-?\d+\w*(?:_E2)?)\s+(?<fw>\d+(?:\.\d+){3})(?:\s|$)/i,
  ],
  [
    'Grandstream',
    /^Grandstream (?:Model HW )?(?<model>[A-Z]{2,3}\d{3,4}\w*?)(?:V(?<hw>\d\.\d\w))? (?:SW )?(?<fw>\d+(?:\.\d+){3})/i,
  ],
  [
    'Poly',
    /Polycom(?:SoundPointIP|SoundStationIP|VVX|RealPresenceTrio)-(?<model>[\w+]+)-UA\/(?<fw>\d+(?:\.\d+){2,3})/i,
  ],
  [
    'Poly',
    /^Polycom ?(?<model>HDX ?\d+|RealPresenceGroup\d+)(?:HD| HD)?(?:\/| \(Release - )(?<fw>[\d.]+(?:-\d+)?)/i,
  ],
  ['Cisco', /^Cisco[-/](?:CP-?)?(?<model>\d{4}\w*?(?:-3PCC)?|SPA\d+\w*|SRP\d+|ATA\d+)[-/](?<fw>\d[\w.]*)/i],
  ['Cisco', /(?:Linksys|Cisco)\/(?<model>[A-Z]{2,3}\w+)-(?<fw>\d[\w.]*)/i],
  ['Cisco', /^Cisco-(?:SIPGateway\/IOS|CUCM)-?(?<fw>[\w.]+)/i],
  ['Cisco', /^TANDBERG\/(?<model>\d+) \((?<fw>[^)]+)\)/i],
  ['Snom', /^snom(?<model>[A-Z]?\d{2,3})[/-](?<fw>[\w.]+)/i],
  ['Snom', /compatible; (?<model>snom\w+)-SIP (?<fw>[\d.]+)/i],
  ['Snom', /compatible; Snom (?<model>M\d+) (?<fw>[\d.]+)/i],
  ['Fanvil', /^Fanvil (?<model>[A-Za-z]\w*(?:-V2)?) (?<fw>\d+(?:\.\d+){1,3})/i],
  ['Mitel', /^Mitel[- ]?(?<model>\d{4}i?)(?:-SIP(?:-Phone)?)?[ /](?:MAC:[\w-]+ V:)?(?<fw>\d+(?:\.\d+)+)/i],
  ['Mitel', /^Aastra ?(?<model>\d{2,4}i?(?:CT)?)(?:\/| MAC:[\w-]+ V:)(?<fw>[\d.]+)/i],
  ['Mitel', /^ShoreGear\/(?<fw>[\d.]+)/i],
  ['Mitel', /^Mitel Border GW\/(?<fw>[\d.]+)/i],
  ['Unify', /^(?<model>OpenStage_\d+|Desk_Phone_IP_CP\d+)_(?<fw>V\d R[\d.]+)/i],
  ['Avaya', /^Avaya (?<model>one-X Deskphone|H175 Collaboration Station) (?<fw>[\w.]+)/i],
  ['Avaya', /AVAYA\/(?<model>J\d+)-(?<fw>[\d.]+)/i],
  ['Avaya', /^Avaya-(?<model>SM|CM)\/(?<fw>[\d.]+)/i],
  ['AudioCodes', /^AUDC-IPPhone\/(?<fw>[\d.]+) \((?<model>[\w-]+)/i],
  ['AudioCodes', /(?<model>MP-\d+)[^/]*\/v\.(?<fw>[\w.]+)/i],
  ['3CX', /^3CXPhoneSystem (?<fw>[\d.]+)/i],
  ['3CX', /^3CXPhone (?<fw>[\d.]+)/i],
  ['FreePBX', /^FPBX-(?<fpbx>[\d.]+)\((?<fw>[\w.-]+)\)/i],
  ['Asterisk', /^Asterisk PBX(?: (?<fw>[\w.~+-]+))?$/i],
  ['FreeSWITCH', /^FreeSWITCH(?:-mod_sofia\/(?<fw>\d+\.\d+\.\d+))?/i],
  ['Kamailio', /^kamailio \((?<fw>[\w.-]+)/i],
  ['OpenSIPS', /^OpenSIPS \((?<fw>[\w.-]+)/i],
  ['OpenSER', /^OpenSER \((?<fw>[\w.-]+)/i],
  ['Sangoma', /^Sangoma (?<model>S\d+) V(?<fw>[\d.]+)/i],
  ['Htek', /^Htek (?<model>\w+) (?<fw>[\d.]+)/i],
  ['Panasonic', /^Panasonic_(?<model>KX-\w+)\/(?<fw>[\d.]+)/i],
  ['Gigaset', /^(?:Gigaset )?(?<model>N\d{3}[ -](?:IP|DM)[ -]PRO)\/(?<fw>[\w.+]+)/i],
  ['Algo', /^Algo-(?<model>\d+)\/(?<fw>[\d.]+)/i],
  ['AVM', /^AVM (?<model>.+?) (?<fw>\d+\.\d\d\.\d\d)/i],
  ['Fortinet', /^FortiVoice[-/](?<fw>[\w.-]+)/i],
  ['NEC', /^NEC(?:-i)? (?<model>[\w -]+?)[ /](?<fw>\d[\d.]*)/i],
  ['Zultys', /^Zultys (?<model>ZIP\w+) (?<fw>[\d.]+)/i],
  ['Flyingvoice', /^Flyingvoice (?<model>\w+) V(?<fw>[\d.]+)/i],
]

/** No device says so much; a pattern is not run over what a stranger pads. */
const LONGEST = 200

/** Vendor, model and firmware of a user agent; null when its form is not known. */
export function claimOf(userAgent: string): Claim | null {
  if (userAgent.length > LONGEST) return null
  for (const [vendor, form] of FORMS) {
    const found = form.exec(userAgent)
    if (found) return { vendor, product: found.groups?.['model'] ?? '', version: found.groups?.['fw'] ?? '' }
  }
  return null
}
