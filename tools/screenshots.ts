import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser, type TestBrowser } from '../test/e2e/browser.ts'
import { drop, headline, investigate } from '../test/e2e/drop.ts'
import { furnish } from '../test/e2e/furnish.ts'
import { settled as loaded, outerPages, pages, type ShownPage } from '../test/e2e/pages.ts'
import { enter, setUp } from '../test/e2e/person.ts'
import { built, freshData, removed, type Served, serve } from '../test/e2e/program.ts'
import { generate, writeDialect } from '../test/support/scenario/index.ts'
import { attack } from './live-attack.ts'

// The pictures of docs/: the same pages each time, of the sample breach and a few other files. screenshots.mjs runs it.

const desk = { width: 1440, height: 1290 }
const phone = { width: 390, height: 844 }
/** The widths that are looked at (docs/design.md), by day and by night. */
const widths = [1440, 768, 390]
const HEIGHT = 900

export async function takeScreenshots(folder: string): Promise<void> {
  await built()
  const data = freshData()
  const files = await mkdtemp(join(tmpdir(), 'ringfence-e2e-files-'))
  const server = await serve(data)
  const browser = await openBrowser()
  let ended = async (): Promise<void> => undefined
  const begin = async (): Promise<void> => {
    ended = await attack(data)
  }
  try {
    await mkdir(join(folder, 'pages'), { recursive: true })
    await walk(browser, server, { folder, files, begin })
  } finally {
    await ended()
    await browser.close()
    await server.stop()
    for (const each of [data, files]) await removed(each)
  }
}

/** Until nothing is loaded any more and nothing moves. */
async function settled(page: Page): Promise<void> {
  await page.mouse.move(0, 0)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' })
  await page.waitForTimeout(600)
}

async function walk(
  browser: TestBrowser,
  { link, origin }: Pick<Served, 'link' | 'origin'>,
  { folder, files, begin }: { folder: string; files: string; begin: () => Promise<void> },
): Promise<void> {
  const { page } = await browser.visitor({ viewport: desk })
  const sheet = createSheets(browser, page, join(folder, 'pages'))
  const shot = async (name: string) => {
    await settled(page)
    await page.screenshot({ path: join(folder, `${name}.png`) })
  }
  await setUp(page, link, async () => {
    await shot('setup')
    await sheet('setup')
  })
  await enter(page)
  // Before there is any history, so that the accounts of the PBX are no newcomers.
  await begin()
  await page.goto(`${origin}/live`)
  await page.getByRole('button', { name: /^Hang up the 7 bad calls/ }).waitFor()
  for (const { name, route } of pages.filter(isUrgent)) {
    await page.goto(`${origin}${route}`)
    await loaded(page)
    await sheet(name)
  }
  await page.goto(`${origin}/investigations`)
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
  const furnished = await furnish(page)
  await page.goto(`${origin}/investigations`)
  await page.getByRole('list', { name: /newest first/ }).waitFor()
  await shot('investigations')
  const parts = ['week', 'destinations', 'calls'].flatMap((part) =>
    pages
      .filter(({ name }) => name === 'verdict')
      .map((one) => ({ ...one, name: `verdict-${part}`, at: `#${part}` })),
  )
  for (const { name, path, at } of [...pages.filter((one) => !isUrgent(one)), ...parts]) {
    await page.goto(new URL(path(furnished), origin).href)
    await loaded(page)
    await sheet(name, { at })
  }
  await page.goto(origin)
  await loaded(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await sheet('commands', { still: false })
  const stranger = await browser.visitor()
  const outerSheet = createSheets(browser, stranger.page, join(folder, 'pages'))
  for (const { name, path } of outerPages) {
    await stranger.page.goto(new URL(path(furnished), origin).href)
    await loaded(stranger.page)
    await outerSheet(name)
  }
}

/** One picture of a page in every width, by day and by night. */
function createSheets(browser: TestBrowser, page: Page, folder: string) {
  return async (
    name: string,
    { still = true, at }: { still?: boolean; at?: string | undefined } = {},
  ): Promise<void> => {
    const rows: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      for (const width of widths) {
        await page.setViewportSize({ width, height: HEIGHT })
        if (still) await settled(page)
        await page.evaluate(scrollTo, at)
        const bytes = await page.screenshot({ type: 'jpeg', quality: 90 })
        rows.push(`<img width="${width * SCALE}" src="data:image/jpeg;base64,${bytes.toString('base64')}">`)
      }
      rows.push('<br>')
    }
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(desk)
    const { page: paper, context } = await browser.visitor({ viewport: { width: 1210, height: 840 } })
    await paper.setContent(
      `<style>body{margin:4px;background:#8a939c;line-height:0}img{margin:4px}</style>${rows.join('')}`,
    )
    await paper.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 38 })
    await context.close()
  }
}

/** What is looked at while bad calls go on. */
const isUrgent = ({ name }: ShownPage): boolean => ['live', 'alerts', 'controls'].includes(name)

/** To a part of the page, below what stays in view; to the top without one. */
function scrollTo(at: string | undefined): void {
  const kept = 90 + (document.querySelector('.incident-next')?.clientHeight ?? 40)
  window.scrollTo(0, 0)
  const top = at === undefined ? 0 : (document.querySelector(at)?.getBoundingClientRect().top ?? 0)
  window.scrollTo(0, Math.max(0, top - kept))
}

/** Three widths side by side on 1,200 pixels. */
const SCALE = 0.45

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
