import { describe, expect, it } from 'vitest'
import { judgePassword } from './judge-password.ts'

const ada = { name: 'Ada Lovelace', email: 'ada.king@analytical-engines.example' }
const judge = (password: string) => judgePassword(password, ada)?.message ?? 'taken'

describe('a password', () => {
  it.each([
    ['copper lantern meadow tide'],
    ['correct horse battery staple tree'],
    ['7kQ!vz9#Lm2p'],
    ['пароль-наоборот-42'],
    ['🦊🦊🦊 over the lazy 🐕'],
  ])('like "%s" is taken: length counts, not kinds of characters', (password) => {
    expect(judge(password)).toBe('taken')
  })

  it.each([
    ['7kQ!vz9#Lm2', /fewer than 12/],
    ['🦊🦊🦊🦊🦊🦊🦊', /fewer than 12/], // 14 UTF-16 units are 7 characters
    ['aaaaaaaaaaaaaaaa', /too few different/],
    ['abababababab', /too few different/],
    ['123456789012', /plain row/],
    ['abcdefghijklmnop', /plain row/],
    ['password123456', /tried first/],
    ['P@ssw0rd2026!', /tried first/],
    ['!!!Welcome!!!2026', /tried first/],
    ['Summer2026!!!', /tried first/],
    ['qwertyuiopasdfghjkl', /tried first/],
    ['passwordpassword', /tried first/],
    ['correct-horse-battery-staple', /tried first/],
    ['FreePBX-2026-2026', /tried first/],
    ['the lovelace family', /your name/],
    ['LOVELACE!LOVELACE', /your name/],
    ['king of the hill 77', /your name/],
    ['engines are ada.king', /your name/],
  ])('like "%s" is refused: %s', (password, why) => {
    expect(judge(password)).toMatch(why)
  })

  it('is never repeated in the refusal', () => {
    expect(judge('password123456')).not.toContain('password1')
  })
})
