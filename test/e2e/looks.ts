import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { axeProblems } from './browser.ts'

const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { colorScheme: 'dark', viewport: { width: 768, height: 1024 } },
] as const

/** The console follows the system's colours by script, a moment after the style sheets did. */
async function settled(page: Page, colorScheme: string): Promise<void> {
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** A table that became cards labels its cells; a label with nothing beside it says nothing. */
function bareLabels(): string[] {
  return [...document.querySelectorAll<HTMLElement>('td[data-title]')]
    .filter((cell) => getComputedStyle(cell).display === 'flex' && cell.querySelector(':scope > div:empty'))
    .map((cell) => cell.dataset['title'] ?? '')
}

/** What is wrong with the page in each look, each named after it. RINGFENCE_SHOTS names a folder to keep pictures in. */
export async function wrongIn(page: Page, picture = ''): Promise<string[]> {
  const wrong: string[] = []
  for (const { colorScheme, viewport } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    await settled(page, colorScheme)
    const name = `${colorScheme} ${viewport.width}`
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > viewport.width) wrong.push(`${name}: ${wide} pixels wide`)
    const bare = await page.evaluate(bareLabels)
    wrong.push(...bare.map((label) => `${name}: "${label}" stands without a value`))
    wrong.push(...(await axeProblems(page)).map((problem) => `${name}: ${problem}`))
    const shots = process.env['RINGFENCE_SHOTS']
    if (shots && picture !== '')
      await page.screenshot({
        path: join(shots, `${picture}-${viewport.width}-${colorScheme}.png`),
        fullPage: true,
      })
  }
  // As it was: what follows is done on a desk.
  await page.setViewportSize(looks[0].viewport)
  return wrong
}
