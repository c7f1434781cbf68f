import { describe, expect, it } from 'vitest'
import { scanXml } from '../scan-xml.ts'
import { readContexts } from './dial-plan.ts'
import { findTollPath } from './toll-path.ts'

const extension = (condition: string, actions: string, more = '') =>
  `<extension name="x"${more}><condition ${condition}>${actions}</condition></extension>`
const number = (expression: string) => `field="destination_number" expression="${expression}"`
const OUT = '<action application="bridge" data="sofia/gateway/carrier/$1"/>'
const DEFAULT = `<context name="default">${extension(number('^(011\\d+)$'), OUT)}</context>`

/** The contexts passed on the way out from public, null when there is no way. */
const path = (inPublic: string, others = DEFAULT, files: Record<string, string> = {}) => {
  const roots = [
    scanXml(`<include><context name="public">${inPublic}</context>${others}</include>`, 'dialplan/all.xml'),
    ...Object.entries(files).map(([file, text]) => scanXml(text, file)),
  ]
  return findTollPath(readContexts(roots, new Map([['to', 'default']])), 'public')
}
const transfer = (to: string) => `<action application="transfer" data="${to}"/>`

describe('a way out of FreeSWITCH for a caller nobody knows', () => {
  it('is found by a bridge, a transfer, execute_extension and an included file', () => {
    expect(path(extension(number('^(.+)$'), OUT))?.contexts).toEqual(['public'])
    expect(path(extension(number('^(\\d{10,})$'), transfer('$1 XML default')))).toMatchObject({
      contexts: ['public', 'default'],
      international: true,
      action: { data: 'sofia/gateway/carrier/0114420' + '79460123' },
    })
    expect(path(extension(number('^(.*)$'), transfer('$1 XML $${to}')))).not.toBeNull()
    const run = `<action application="execute_extension" data="\${destination_number} XML default"/>`
    expect(path(extension(number('.'), run))).not.toBeNull()
    const include = '<X-PRE-PROCESS cmd="include" data="public/*.xml"/>'
    const included = { 'dialplan/public/01.xml': `<include>${extension(number('^(\\d+)$'), OUT)}</include>` }
    expect(path(include, '', included)?.action.at).toMatchObject({ file: 'dialplan/public/01.xml', line: 1 })
  })

  it('is none for numbers of the house, and none behind what only a known caller has', () => {
    expect(path(extension(number('^(10[01]\\d)$'), transfer('$1 XML default')))).toBeNull()
    expect(
      path(extension(number('^(\\d+)$'), '<action application="bridge" data="user/$1@pbx"/>')),
    ).toBeNull()
    expect(
      path(
        extension(
          number('^(\\d+)$'),
          '<action application="bridge" data="sofia/gateway/carrier/17025550100"/>',
        ),
      ),
    ).toBeNull()
    for (const field of [`\${toll_allow}`, `\${sip_authorized}`, `\${acl(\${network_addr} trusted)}`])
      expect(
        path(
          `<extension name="x"><condition field="${field}" expression="."/><condition ${number('^(.+)$')}>${OUT}</condition></extension>`,
        ),
      ).toBeNull()
  })

  it('ends at the first extension that takes the number for certain', () => {
    const refuse = '<action application="respond" data="403"/>'
    const out = extension(number('^(.+)$'), OUT)
    expect(path(extension(number('^\\+?\\d{8,}$'), refuse) + out)).toBeNull()
    expect(
      path(
        extension(number('^\\+?\\d{8,}$'), '<action application="set" data="a=b"/>', ' continue="true"') +
          out,
      ),
    ).not.toBeNull()
    expect(path(extension('field="caller_id_number" expression="^1"', refuse) + out)).not.toBeNull()
    expect(path(extension('wday="2-6"', refuse) + out)).not.toBeNull()
  })

  it('ends at a challenge of whoever did not sign in', () => {
    const all = extension('', transfer(`\${destination_number} XML default`))
    const challenge = `<extension name="check" continue="true"><condition field="\${sip_authorized}" expression="^true$" break="never"><anti-action application="respond" data="407"/></condition></extension>`
    expect(path(all)).not.toBeNull()
    expect(path(challenge + all)).toBeNull()
  })

  it('tells a way at home from one abroad, and does not turn in circles', () => {
    expect(path(extension(number('^(20\\d{8})$'), OUT))?.international).toBe(false)
    expect(path(extension(number('^(.+)$'), transfer('$1 XML public')))).toBeNull()
  })
})
