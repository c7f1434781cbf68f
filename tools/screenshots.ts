import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser, type TestBrowser } from '../test/e2e/browser.ts'
import { drop, headline, investigate } from '../test/e2e/drop.ts'
import { enter, setUp } from '../test/e2e/person.ts'
import { built, freshData, removed, serve } from '../test/e2e/program.ts'
import { generate, writeDialect } from '../test/support/scenario/index.ts'

// The pictures of docs/: the same pages each time, of the sample breach and a few other files. screenshots.mjs runs it.

const desk = { width: 1440, height: 1290 }
const phone = { width: 390, height: 844 }

export async function takeScreenshots(folder: string): Promise<void> {
  await built()
  const data = freshData()
  const files = await mkdtemp(join(tmpdir(), 'ringfence-e2e-files-'))
  const server = await serve(data)
  const browser = await openBrowser()
  try {
    await mkdir(folder, { recursive: true })
    await walk(browser, server.link, { folder, files })
  } finally {
    await browser.close()
    await server.stop()
    for (const each of [data, files]) await removed(each)
  }
}

async function walk(
  browser: TestBrowser,
  link: string,
  { folder, files }: { folder: string; files: string },
): Promise<void> {
  const { page } = await browser.visitor({ viewport: desk })
  const shot = async (name: string) => {
    await page.mouse.move(0, 0)
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.waitForTimeout(600)
    await page.screenshot({ path: join(folder, `${name}.png`) })
  }
  await setUp(page, link, () => shot('setup'))
  await enter(page)
  await others(page, files)
  await page.getByRole('button', { name: 'New investigation' }).click()
  await page.getByRole('button', { name: 'Load the sample breach' }).click()
  await headline(page)
  await page.getByRole('table', { name: 'Accounts' }).waitFor()
  await shot('verdict')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot('verdict-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(phone)
  await shot('verdict-phone')
  await page.setViewportSize(desk)
  await page.getByRole('link', { name: 'Investigations' }).first().click()
  await page.getByRole('list', { name: /newest first/ }).waitFor()
  await shot('investigations')
}

/** What else a list of investigations holds: a quiet month, another breach, and a file that was no call log. */
async function others(page: Page, files: string): Promise<void> {
  const place = { country: 'US', timezone: 'America/New_York', extensions: 10 } as const
  const quiet = writeDialect(generate({ seed: 31, ...place }), 'asterisk-csv').files[0]?.text ?? ''
  const forward = generate({ seed: 33, attack: 'A4', ongoing: false, ...place })
  const logs = [
    ['Warehouse.csv', quiet],
    ['minutes-of-the-meeting.txt', 'We agreed to look at the phone bill next week.\n'],
    ['Branch-office.csv', writeDialect(forward, 'asterisk-csv').files[0]?.text ?? ''],
  ] as const
  for (const [n, [name, text]] of logs.entries()) {
    await writeFile(join(files, name), text)
    if (n > 0) await page.getByRole('button', { name: 'New investigation' }).click()
    await drop(page, join(files, name))
    await investigate(page, place.country, place.timezone)
    await page.locator('#headline, #failure-title').waitFor()
    await page.getByRole('link', { name: 'Investigations' }).first().click()
    await page.getByRole('list', { name: /newest first/ }).waitFor()
  }
}
