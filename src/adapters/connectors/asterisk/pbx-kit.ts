// What Ringfence wants in a PBX so that controls work at once, survive a restart and leave emergency calls alone.
// The guard is the same text whether an administrator pastes it or Ringfence puts it in.

/** Families of the PBX's own database that the guard asks. Refuse and pass hold `lengthsOf`. */
export const FAMILY = {
  bar: 'ringfence-bar',
  refuse: 'ringfence-refuse',
  pass: 'ringfence-pass',
  shut: 'ringfence-shut',
  emergency: 'ringfence-emergency',
  /** Marks a guard that Ringfence put in by itself, and may take out again. */
  house: 'ringfence',
} as const

/** Key of the rule for every number: a key cannot be empty. */
const ANY = 'any'
export const keyOf = (prefix: string): string => prefix || ANY

export const GUARD = 'ringfence-guard'
/** The door in front of a context: what phones enter first. */
export const doorOf = (context: string): string => `ringfence-${context}`
export const isDoor = (context: string): boolean => context.startsWith('ringfence-')

/** A number of fewer digits is an extension or a service, and stays possible while a line is shut. */
const EXTERNAL_DIGITS = 7

/** A rule with the fewest and the most digits of the numbers it is for, as the guard reads it: "0424". */
export const lengthsOf = (min: number, max: number): string =>
  [min, Math.min(max, 99)].map((digits) => String(digits).padStart(2, '0')).join('')
const fits = (label: string): string =>
  `n,GotoIf($["\${m}" != "" & \${digits} >= 0\${m:0:2} & \${digits} <= 0\${m:2:2}]?${label})`

/** Lines of the guard; `emergency` stands in the text too, so that it holds with an empty database. */
export const guardLines = (emergency: readonly string[]): readonly string[] => [
  `s,1,Set(LOCAL(n)=\${ARG1})`,
  ...emergency.map((number) => `n,GotoIf($["\${n}" = "${number}"]?pass)`),
  `n,GotoIf(\${DB_EXISTS(${FAMILY.emergency}/\${n})}?pass)`,
  `n,GotoIf(\${DB_EXISTS(${FAMILY.bar}/\${CHANNEL(endpoint)})}?refuse)`,
  `n,Set(LOCAL(digits)=\${LEN(\${FILTER(0123456789,\${n})})})`,
  `n,Set(LOCAL(i)=\${IF($[\${LEN(\${n})} > 24]?24:\${LEN(\${n})})})`,
  `n(next),GotoIf($[\${i} < 0]?line)`,
  `n,Set(LOCAL(p)=\${IF($[\${i} = 0]?${ANY}:\${n:0:\${i}})})`,
  `n,Set(LOCAL(m)=\${DB(${FAMILY.pass}/\${p})})`,
  fits('line'),
  `n,Set(LOCAL(m)=\${DB(${FAMILY.refuse}/\${p})})`,
  fits('refuse'),
  `n,Set(LOCAL(i)=$[\${i} - 1])`,
  'n,Goto(next)',
  `n(line),GotoIf($[\${DB_KEYCOUNT(${FAMILY.shut})} > 0 & \${digits} >= ${EXTERNAL_DIGITS}]?refuse)`,
  'n(pass),Return()',
  'n(refuse),Hangup(21)',
]

/** Numbers and named extensions; single letters are the PBX's own (h, i, t, s). */
export const doorLines = (context: string): readonly string[] =>
  ['_[+*#0-9]!', '_[a-zA-Z0-9].'].flatMap((pattern) => [
    `${pattern},1,GoSub(${GUARD},s,1(\${FILTER(+*#0123456789,\${EXTEN})}))`,
    `${pattern},2,Goto(${context},\${EXTEN},1)`,
  ])

const SORCERY = `; sorcery.conf: the PBX's own database first, then the files as before
[res_pjsip]
auth=astdb,ps_auths
auth=config,pjsip.conf,criteria=type=auth
aor=astdb,ps_aors
aor=config,pjsip.conf,criteria=type=aor
[acl]
acl=astdb,ps_acls
acl=config,pjsip.conf,criteria=type=acl
`

export interface KitNeeds {
  readonly sorcery: boolean
  readonly guard: boolean
  readonly user: boolean
  /** Contexts that phones enter now. */
  readonly contexts: readonly string[]
  readonly emergency: readonly string[]
  /** Where Ringfence connects from. */
  readonly address: string
  /** Where a program writes the dial plan: the file for one's own lines, and what puts the guard inside instead of doors. */
  readonly inside?: { readonly dialPlan: string; readonly managers: string; readonly text: string }
}

/** The lines to paste for what is missing, '' when nothing is. */
export function kitText(needs: KitNeeds): string {
  const parts: string[] = []
  if (needs.user)
    parts.push(`; ${needs.inside?.managers ?? 'manager.conf'}: a user that can do what Ringfence does, and no more
[ringfence]
secret=CHOOSE-A-LONG-ONE
deny=0.0.0.0/0.0.0.0
permit=${needs.address}/255.255.255.255
read=system,call,cdr,security,reporting,user
write=system,call,reporting
`)
  if (needs.sorcery) parts.push(SORCERY)
  if (needs.guard && needs.inside)
    parts.push(
      `; ${needs.inside.dialPlan}: the guard, inside the contexts that phones, transfers and forwards enter\n${guardText(needs.emergency)}\n${needs.inside.text}`,
    )
  else if (needs.guard) {
    const contexts = needs.contexts.length > 0 ? needs.contexts : ['from-internal']
    parts.push(
      `; extensions.conf: the guard, and a door in front of what phones may dial
${guardText(needs.emergency)}
${contexts
  .map(
    (context) =>
      `[${doorOf(context)}]\n${doorLines(context)
        .map((line) => `exten => ${line}`)
        .join('\n')}`,
  )
  .join('\n')}
`,
      `; pjsip.conf: phones enter by the door
${contexts.map((context) => `; in every phone or template that has context=${context}\ncontext=${doorOf(context)}`).join('\n')}
`,
    )
  }
  if (parts.length === 0) return ''
  return `${parts.join('\n')}\n; then: asterisk -rx "core restart when convenient"\n`
}

const guardText = (emergency: readonly string[]): string =>
  [
    `[${GUARD}]`,
    ...guardLines(emergency).map((line) => `exten => ${line.startsWith('s,1') ? line : `s,${line}`}`),
  ].join('\n')
