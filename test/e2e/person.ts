import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'

/** The first administrator as the tests make it, through the pages. */
export interface Administrator {
  readonly email: string
  readonly password: string
  readonly recoveryCodes: readonly string[]
  /** The digits an authenticator app shows; a code works once, so a second one is asked of a later half minute. */
  code(halfMinutesOn?: number): string
}

const email = 'ada@example.com'
const password = 'copper lantern meadow tide'

/** The digits an authenticator app would show, from the address it is opened with. */
export function totpOf(address: string | null): (halfMinutesOn?: number) => string {
  const totp = new TOTP({
    secret: Secret.fromBase32(new URL(address ?? '').searchParams.get('secret') ?? ''),
  })
  return (halfMinutesOn = 0) => totp.generate({ timestamp: Date.now() + halfMinutesOn * 30_000 })
}

/** Opens the one-time link and goes through the three steps, with a look at the second. Ends at the recovery codes. */
export async function setUp(
  page: Page,
  link: string,
  atAuthenticator: () => Promise<void> = async () => undefined,
): Promise<Administrator> {
  await page.goto(link)
  await page.getByLabel('Your name').fill('Ada Moreau')
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
  const app = page.getByRole('link', { name: 'Open app on this device' })
  const code = totpOf(await app.getAttribute('href'))
  await atAuthenticator()
  await page.getByLabel('Six digits from the app').fill(code())
  await page.getByRole('button', { name: 'Confirm' }).click()
  const list = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await list.first().waitFor()
  return { email, password, recoveryCodes: await list.allTextContents(), code }
}

/** Past the recovery codes, into the console. */
export async function enter(page: Page): Promise<void> {
  await page.getByLabel('I have kept them').check()
  await page.getByRole('button', { name: 'Enter the console' }).click()
  await page.getByRole('heading', { name: 'Investigations', level: 1 }).waitFor()
}

export async function typePassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
}

/** Ends when the sign-in page is loaded anew: its heading may stand there a moment before, and then goes with that load. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^You:/ }).click()
  const loaded = page.waitForEvent('load')
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await loaded
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  // An answer that comes late would set its cookie beside those of the next sign-in.
  await page.waitForLoadState('networkidle')
}
