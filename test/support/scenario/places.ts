/** Where people live and call. Templates are E.164 digits: X a digit, N 2-8, Z 1-9. All numbers are made up. */
export interface Home {
  readonly iso: string
  readonly cc: string
  readonly currency: string
  readonly zones: readonly string[]
  readonly international: string
  readonly trunkPrefix: string
  readonly outside: readonly string[]
  readonly fixed: readonly string[]
  readonly mobile: readonly string[]
  readonly tollFree: readonly string[]
  readonly emergency: string
  /** Dates (month-day) on which businesses close. */
  readonly closed: readonly string[]
}

const NANP_FREE = ['1800NXXXXXX', '1888NXXXXXX', '1877NXXXXXX', '1866NXXXXXX', '1855NXXXXXX']

export const homes: readonly Home[] = [
  {
    iso: 'US',
    cc: '1',
    currency: 'USD',
    zones: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
    international: '011',
    trunkPrefix: '1',
    outside: ['', '9'],
    emergency: '911',
    fixed: [
      '1212NXXXXXX',
      '1415NXXXXXX',
      '1702NXXXXXX',
      '1303NXXXXXX',
      '1312NXXXXXX',
      '1617NXXXXXX',
      '1206NXXXXXX',
    ],
    mobile: ['1713NXXXXXX', '1404NXXXXXX', '1602NXXXXXX'],
    tollFree: NANP_FREE,
    closed: ['01-01', '07-04', '11-27', '12-25'],
  },
  {
    iso: 'CA',
    cc: '1',
    currency: 'CAD',
    zones: ['America/Toronto', 'America/Vancouver'],
    international: '011',
    trunkPrefix: '1',
    outside: ['', '9'],
    emergency: '911',
    fixed: ['1416NXXXXXX', '1514NXXXXXX', '1604NXXXXXX'],
    mobile: ['1647NXXXXXX', '1438NXXXXXX'],
    tollFree: NANP_FREE,
    closed: ['01-01', '07-01', '12-25', '12-26'],
  },
  {
    iso: 'GB',
    cc: '44',
    currency: 'GBP',
    zones: ['Europe/London'],
    international: '00',
    trunkPrefix: '0',
    outside: ['', '9'],
    emergency: '999',
    fixed: ['44207NXXXXXX', '44208NXXXXXX', '44161NXXXXXX', '441212XXXXXX'],
    mobile: ['4475NXXXXXXX', '4479NXXXXXXX'],
    tollFree: ['44800NXXXXXX', '44808NXXXXXX'],
    closed: ['01-01', '12-25', '12-26', '05-25'],
  },
  {
    iso: 'DE',
    cc: '49',
    currency: 'EUR',
    zones: ['Europe/Berlin'],
    international: '00',
    trunkPrefix: '0',
    outside: ['', '0'],
    emergency: '112',
    fixed: ['4930NXXXXXXX', '4989NXXXXXX', '4940NXXXXXX', '4969NXXXXXX'],
    mobile: ['49151NXXXXXXX', '49171NXXXXXX'],
    tollFree: ['49800NXXXXXX'],
    closed: ['01-01', '05-01', '10-03', '12-25', '12-26'],
  },
  {
    iso: 'AU',
    cc: '61',
    currency: 'AUD',
    zones: ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Perth'],
    international: '0011',
    trunkPrefix: '0',
    outside: ['', '0'],
    emergency: '000',
    fixed: ['6129NXXXXXX', '6139NXXXXXX', '6173NXXXXXX'],
    mobile: ['6141NXXXXXX', '6142NXXXXXX'],
    tollFree: ['611800NXXXXX'],
    closed: ['01-01', '01-26', '04-25', '12-25', '12-26'],
  },
  {
    iso: 'FR',
    cc: '33',
    currency: 'EUR',
    zones: ['Europe/Paris'],
    international: '00',
    trunkPrefix: '0',
    outside: ['', '0'],
    emergency: '112',
    fixed: ['3314NXXXXXX', '3347NXXXXXX'],
    mobile: ['3361NXXXXXX', '3366NXXXXXX'],
    tollFree: ['33800NXXXXX'],
    closed: ['01-01', '05-01', '07-14', '11-11', '12-25'],
  },
  {
    iso: 'NL',
    cc: '31',
    currency: 'EUR',
    zones: ['Europe/Amsterdam'],
    international: '00',
    trunkPrefix: '0',
    outside: ['', '0', '9'],
    emergency: '112',
    fixed: ['3120NXXXXXX', '3110NXXXXXX'],
    mobile: ['3161NXXXXXX', '3164NXXXXXX'],
    tollFree: ['31800NXXX'],
    closed: ['01-01', '04-27', '12-25', '12-26'],
  },
] // prettier-ignore

/** A country as seen from abroad. Rates are US dollars a minute for ordinary numbers and for the ranges below. */
export interface Place {
  readonly iso: string
  readonly cc: string
  readonly rate: number
  readonly high: boolean
  /** Ordinary numbers; legitimate calls go only here. */
  readonly plain: readonly string[]
  /** Ranges that pay the caller's accomplice; fraud goes here and nobody else calls them. */
  readonly leased: readonly string[]
  readonly leasedRate: number
}

// iso cc rate risk | ordinary | leased at rate
const TABLE = `
US 1 0.01 low | 1646NXXXXXX 1310NXXXXXX 1512NXXXXXX |
CA 1 0.012 low | 1416NXXXXXX 1604NXXXXXX |
GB 44 0.015 low | 44207NXXXXXX 4475NXXXXXXX | 4470NXXXXXXX @0.55
IE 353 0.02 low | 3531NXXXXXX 35385NXXXXXX | 3538900NXXXX @0.24
DE 49 0.015 low | 4930NXXXXXXX 49151NXXXXXXX |
FR 33 0.015 low | 3314NXXXXXX 3361NXXXXXX |
NL 31 0.018 low | 3120NXXXXXX 3161NXXXXXX | 3197010NXXXXXX @0.28
BE 32 0.02 low | 3227NXXXXX 32475NXXXXX | 3246700NXXXX @0.31
ES 34 0.02 low | 3491NXXXXXX 3465NXXXXXX | 3463999XXXX @0.26
IT 39 0.02 low | 3906NXXXXXXX 39347NXXXXXX | 3935199XXXXX @0.3
PT 351 0.02 low | 35121NXXXXXX 35191NXXXXXX | 3519299XXXXX @0.25
AT 43 0.03 low | 431NXXXXXX 43664NXXXXXX | 43720NXXXXX @0.35
CH 41 0.03 low | 4144NXXXXXX 4179NXXXXXX | 4174NXXXXXX @0.42
PL 48 0.02 low | 4822NXXXXXX 48601NXXXXX | 4869999XXXX @0.25
CZ 420 0.02 low | 4202NXXXXXXX 420602NXXXXX | 4207399XXXXX @0.27
SE 46 0.02 low | 468NXXXXXX 4670NXXXXXX |
DK 45 0.02 low | 4533NXXXXX 4520NXXXXX |
NO 47 0.02 low | 4722NXXXXX 4741NXXXXX |
FI 358 0.03 low | 3589NXXXXXX 35840NXXXXXX |
GR 30 0.02 low | 3021NXXXXXXX 30694NXXXXXX | 3069099XXXXX @0.29
HU 36 0.02 low | 361NXXXXXX 3620NXXXXXX | 3631999XXXX @0.3
RO 40 0.02 low | 4021NXXXXXX 4072NXXXXXX | 4078899XXXX @0.26
BG 359 0.03 low | 3592NXXXXXX 35988NXXXXXX | 35998899XXXX @0.33
HR 385 0.03 low | 3851NXXXXXX 38591NXXXXXX | 3859799XXXX @0.38
TR 90 0.04 low | 90212NXXXXXX 90532NXXXXXX |
IL 972 0.03 low | 9723NXXXXXX 97252NXXXXXX |
AE 971 0.15 low | 9714NXXXXXX 97150NXXXXXX |
SA 966 0.12 low | 96611NXXXXXX 96650NXXXXXX |
IN 91 0.015 low | 91112XXXXXXX 9198NXXXXXXX |
CN 86 0.015 low | 8610NXXXXXXX 86138NXXXXXXX |
HK 852 0.02 low | 8522NXXXXXX 8529NXXXXXX |
JP 81 0.03 low | 813NXXXXXXX 8190NXXXXXXX |
KR 82 0.02 low | 822NXXXXXXX 8210NXXXXXXX |
SG 65 0.015 low | 656NXXXXXX 659NXXXXXX |
MY 60 0.02 low | 6012NXXXXXX 6012NXXXXXX |
TH 66 0.03 low | 662NXXXXXX 6681NXXXXXX |
VN 84 0.06 low | 8424NXXXXXXX 8491NXXXXXX |
ID 62 0.04 low | 6221NXXXXXXX 62812NXXXXXXX |
PH 63 0.11 low | 6328NXXXXXX 63917NXXXXXX |
AU 61 0.02 low | 6129NXXXXXX 6141NXXXXXX |
NZ 64 0.02 low | 649NXXXXXX 6421NXXXXXX |
MX 52 0.015 low | 5255NXXXXXXX 5233NXXXXXXX |
BR 55 0.02 low | 55113XXXXXXX 551199XXXXXXX |
CO 57 0.02 low | 57601NXXXXXX 57310NXXXXXX |
AR 54 0.02 low | 5411NXXXXXXX 54911NXXXXXXX |
CL 56 0.03 low | 569NXXXXXXX 569NXXXXXXX |
PE 51 0.02 low | 511NXXXXXX 519NXXXXXXX |
ZA 27 0.05 low | 2711NXXXXXX 2782NXXXXXX |
NG 234 0.12 med | 234803NXXXXXX 234803NXXXXXX | 234909999XXXX @0.42
KE 254 0.17 med | 25420NXXXXXX 254722NXXXXX | 25477999XXXX @0.48
GH 233 0.22 med | 233302NXXXXX 23324NXXXXXX |
EG 20 0.13 med | 202NXXXXXXX 2010NXXXXXXX | 2012999XXXXX @0.4
PK 92 0.08 med | 9221NXXXXXXX 92300NXXXXXX | 923559XXXXXX @0.3
BD 880 0.03 med | 88018NXXXXXXX 88017NXXXXXXX |
UA 380 0.15 med | 38044NXXXXXX 38050NXXXXXX |
RS 381 0.25 med | 38111NXXXXXX 38164NXXXXXX | 38169099XXXX @0.62
GE 995 0.2 med | 99532NXXXXXX 995599NXXXXX | 99579099XXXX @0.55
SI 386 0.06 med | 3861NXXXXXX 38641NXXXXX | 38659NXXXXX 38681NXXXXX @0.68
LT 370 0.08 med | 370615NXXXX 370612NXXXX | 370669NXXXX @0.75
MK 389 0.3 med | 389231XXXXX 38970NXXXXX | 38979NXXXXX @0.66
LV 371 0.1 high | 3716NXXXXXX 37126NXXXXX | 37122NXXXXX 37125NXXXXX @0.62
EE 372 0.05 high | 3726NXXXXX 37251NXXXXX | 37258NXXXXX 37281NXXXXXX @0.85
BA 387 0.28 med | 387332XXXXX 38761NXXXXX | 38770NXXXXX @0.78
AL 355 0.3 high | 35569NXXXXXX 35569NXXXXXX | 355674NXXXXX @0.7
BY 375 0.45 high | 37517NXXXXXX 37529NXXXXXX | 37525NXXXXXX @0.72
LI 423 0.12 high | 423232XXXX 42378NXXXX | 42369XXXXXXX @1.25
MC 377 0.2 med | 3776NXXXXXXX 3776NXXXXXXX | 37744NXXXXX @0.8
TN 216 0.45 high | 2167NXXXXXX 21698NXXXXX | 21655NXXXXX @0.85
DZ 213 0.3 high | 21321NXXXXX 213661NXXXXX | 21366999XXXX @0.8
MA 212 0.35 high | 212522NXXXXX 212661NXXXXX | 21264199XXXX @0.9
AF 93 0.25 high | 9320NXXXXXX 9370NXXXXXX | 93744XXXXXX @0.55
IQ 964 0.18 high | 9641NXXXXXX 964770NXXXXXX | 96475099XXXXX @0.5
LK 94 0.18 high | 94112XXXXXX 9477NXXXXXX | 9472999XXXX @0.42
MV 960 0.8 high | 96076XXXXX 96077XXXXX | 960799XXXX @1.6
TD 235 0.55 high | 23563NXXXXX 23566NXXXXX | 2359999XXXX @0.95
GN 224 0.5 high | 22461NXXXXXX 22462NXXXXXX | 22465NXXXXXX @0.88
MG 261 0.6 high | 26134NXXXXXX 26132NXXXXXX | 2613399XXXXX @1.05
GM 220 0.5 high | 2203NXXXXX 2207NXXXXX | 2205NXXXXX 2208NXXXXX @0.92
SL 232 0.45 high | 23278NXXXXX 23276NXXXXX | 23299NXXXXX @0.86
SO 252 0.5 high | 2521NXXXXX 25261NXXXXXX | 25224NXXXXX 25238NXXXXX 25290NXXXXXX @0.95
ST 239 1.1 high | 239990XXXX 239991XXXX | 23998NXXXX @1.9
ZW 263 0.3 high | 26371NXXXXXX 26377NXXXXXX | 26373NXXXXXX @0.72
SN 221 0.4 high | 22176NXXXXXX 22177NXXXXXX | 2213049XXXXX @0.78
ML 223 0.4 high | 22376NXXXXX 22366NXXXXX | 22389NXXXXX @0.76
BF 226 0.4 high | 22676NXXXXX 22670NXXXXX | 22654NXXXXX @0.74
BI 257 0.6 high | 25722NXXXXX 25779NXXXXX | 25777NXXXXX @1.1
CD 243 0.5 high | 24382NXXXXXX 24381NXXXXXX | 24390NXXXXXX @0.82
PS 970 0.2 high | 97059NXXXXXX 97059NXXXXXX | 97056999XXXX @0.5
CU 53 0.85 high | 537NXXXXXX 5352XXXXXX | 5359XXXXXX @1.15
GY 592 0.3 high | 592225XXXX 592621XXXX | 592690XXXX @0.6
HT 509 0.35 high | 5093NXXXXXX 5093NXXXXXX | 5094899XXXX @0.55
PG 675 0.9 high | 67571NXXXXX 67570NXXXXX | 67579NXXXXX @1.7
SB 677 1.2 high | 6772XXXX 67774NXXXX | 67789NXXXX @1.9
VU 678 0.9 high | 67825XXX 6785NXXXXX | 67877NXXXX @1.6
TL 670 0.9 high | 6703NXXXXX 67077NXXXXX | 67078NXXXXX @1.8
NR 674 1.3 high | 674444XXXX 674555XXXX | 674558XXXX @2.2
FK 500 1 high | 5002XXXX 5005XXXX | 5006XXXX @2.6
JM 1876 0.12 high | 1876926XXXX 1876618XXXX | 187633NXXXX @0.4
DO 1809 0.08 high | 1809532XXXX 1809682XXXX | 180970NXXXX 184920NXXXX @0.3
AG 1268 0.18 high | 1268462XXXX 1268764XXXX | 126840NXXXX @0.42
VC 1784 0.2 high | 1784456XXXX 1784593XXXX | 178445NXXXX @0.5
GD 1473 0.2 high | 1473440XXXX 1473407XXXX | 147340NXXXX @0.5
VG 1284 0.2 high | 1284494XXXX 1284499XXXX | 128430NXXXX @0.55
`

/** Global codes: nobody at an ordinary site calls them. */
const GLOBAL = [
  ['870', 'Inmarsat', ['870773NXXXXX', '870783NXXXXX'], 6.5],
  ['881', 'GMSS', ['88162NXXXXXX', '88165NXXXXXX'], 4.9],
  ['882', 'International networks', ['88213NXXXXXX', '88299XXXXXXX'], 2.8],
  ['883', 'International networks', ['883510NXXXXXXX', '8835130XXXXXXX'], 1.9],
  ['979', 'International premium rate', ['979NXXXXXXX'], 2.5],
] as const

export const places: readonly Place[] = TABLE.trim().split('\n').map(parse)
export const globals: readonly Place[] = GLOBAL.map(([cc, , leased, rate]) => ({
  iso: '001',
  cc,
  rate,
  high: true,
  plain: [],
  leased,
  leasedRate: rate,
})) // prettier-ignore

export const place = (iso: string): Place => {
  const found = places.find((p) => p.iso === iso)
  if (!found) throw new Error(`no place ${iso}`)
  return found
}
/** Places with leased ranges, dear ones and harmless-looking ones. */
export const targets = places.filter((p) => p.leased.length > 0 && p.high)
export const quietTargets = places.filter((p) => p.leased.length > 0 && !p.high)

function parse(line: string): Place {
  const [head = '', plain = '', leased = ''] = line.split('|').map((part) => part.trim())
  const [iso = '', cc = '', rate = '', risk = ''] = head.split(' ')
  const ranges = leased.split(' ').filter((word) => word !== '')
  const at = ranges.find((word) => word.startsWith('@'))
  return {
    iso,
    cc,
    rate: Number(rate),
    high: risk === 'high',
    plain: plain.split(' '),
    leased: ranges.filter((word) => !word.startsWith('@')),
    leasedRate: at ? Number(at.slice(1)) : 0,
  }
}
