import { describe, expect, it } from 'vitest'
import { claimOf } from './claim-of.ts'

// User agents that real devices sent.
const real = [
  ['Cisco-SIPGateway/IOS-12.x', { vendor: 'Cisco', product: '', version: '12.x' }],
  ['Linksys PAP2T/3.52.12X', null],
  ['EnGenius_Router', null],
  ['Grandstream UCM6208V1.4A 1.0.16.20', { vendor: 'Grandstream', product: 'UCM6208', version: '1.0.16.20' }],
  ['Aastra 6865i/4.2.0.2023', { vendor: 'Mitel', product: '6865i', version: '4.2.0.2023' }],
  [
    'Audiocodes-Sip-Gateway-MP-124 FXS/v.6.00A.034.003',
    { vendor: 'AudioCodes', product: 'MP-124', version: '6.00A.034.003' },
  ],
  [
    'Asterisk PBX 13.18.0-6.7.1.1.rl.1538157944.1c65507',
    { vendor: 'Asterisk', product: '', version: '13.18.0-6.7.1.1.rl.1538157944.1c65507' },
  ],
  ['FPBX-12.0.70(11.20.0)', { vendor: 'FreePBX', product: '', version: '11.20.0' }],
  ['PolycomVVX-VVX_350-UA/5.8.0.13337', { vendor: 'Poly', product: 'VVX_350', version: '5.8.0.13337' }],
  [
    'Mozilla/4.0 (compatible; MSIE 6.0) AVAYA/J179-4.1.3.0.6 (MAC:c81fea83e85a)',
    { vendor: 'Avaya', product: 'J179', version: '4.1.3.0.6' },
  ],
  [
    'Mozilla/4.0 (compatible; snom320-SIP 6.5.20; snom320 jffs2 v3.36; snom320 linux 3.38)',
    { vendor: 'Snom', product: 'snom320', version: '6.5.20' },
  ],
  [
    'Yealink CP860 37.72.0.5 00:15:65:8a:37:86',
    { vendor: 'Yealink', product: 'CP860', version: '37.72.0.5' },
  ],
  ['Fanvil X5U-V2 2.12.1 0c3800000000', { vendor: 'Fanvil', product: 'X5U-V2', version: '2.12.1' }],
] as const

describe('a user agent', () => {
  it.each(real)('%s', (userAgent, claim) => {
    expect(claimOf(userAgent)).toEqual(claim)
  })
  it('that is padded claims nothing', () => {
    expect(claimOf(`Yealink SIP-T46S 66.85.0.5${' '.repeat(400)}`)).toBeNull()
  })
})
