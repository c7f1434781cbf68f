import { type Pbx, startPbx } from '../../test/support/asterisk/pbx.ts'
import { withKit } from '../../test/support/asterisk/with-kit.ts'

/** Phones that nobody breaks into: 2001 to 2020. */
export const GOOD = Array.from({ length: 20 }, (_, n) => account(2001 + n))
/** Phones that somebody does: 3001 to 3200. */
export const STOLEN = Array.from({ length: 200 }, (_, n) => account(3001 + n))

function account(number: number): readonly [account: string, password: string] {
  return [String(number), `phone-${number}`]
}

/** The test PBX with 220 more phones and the kit. */
export const benchPbx = (): Promise<Pbx> =>
  startPbx({
    files: (files) =>
      withKit({
        ...files,
        'pjsip.conf': `${files['pjsip.conf']}\n${[...GOOD, ...STOLEN].map(phone).join('\n')}`,
      }),
  })

const phone = ([name, password]: readonly [string, string]): string => `[${name}](phone)
auth=${name}
aors=${name}
[${name}]
type=auth
auth_type=userpass
username=${name}
password=${password}
[${name}]
type=aor
max_contacts=5
`
