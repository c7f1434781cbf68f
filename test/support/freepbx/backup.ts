import { sha1 } from '../../../src/adapters/system/sha1.ts'

// What FreePBX 15 and later hands out of itself: JSON by module. Shapes as in FreePBX/backup, core and sipsettings.

export const pretty = (value: unknown): string => JSON.stringify(value, null, 4)

export const METADATA = {
  modules: [
    { module: 'core', version: '16.0.68.27' },
    { module: 'endpoint', version: '16.0.88' },
  ],
  skipped: [],
  date: 1_770_000_000,
}
export const CORE = {
  dirs: [],
  files: [],
  configs: {
    Ampusers: [
      { username: 'admin', password_sha1: sha1('admin'), extension_low: '', deptname: '', sections: '*' },
    ],
    Devices: {
      devices: [{ id: '301', tech: 'pjsip' }],
      techTables: { sip: [{ id: '301', keyword: 'secret', data: '301', flags: '2' }] },
    },
    settings: { AUTHTYPE: 'none', SIPSECRETSIZE: '8', AMPDBPASS: 'cAnary-1-Zx9' },
  },
}
export const SIPSETTINGS = { configs: { kvstore: { noid: { allowanon: 'Yes', allowguest: 'no' } } } }
