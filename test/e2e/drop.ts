import type { Page } from 'playwright-core'

/** Drags a file of this disk over the page and lets go, as a person does from a folder window. */
export async function drop(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'e2e-file'
    document.body.append(input)
  })
  // The browser reads it from the disk, as it does with a file that was truly dragged.
  await page.setInputFiles('#e2e-file', path)
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#e2e-file')
    const carried = new DataTransfer()
    for (const file of input?.files ?? []) carried.items.add(file)
    input?.remove()
    const zone = document.querySelector('[aria-labelledby="drop-title"]')
    for (const type of ['dragenter', 'dragover', 'drop'])
      zone?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: carried }))
  })
  await page.getByRole('button', { name: 'Investigate', exact: true }).waitFor()
}

/** Says where the phone system stands and begins; resolves with the address of the investigation's page. */
export async function investigate(page: Page, country: string, timezone: string): Promise<string> {
  await page.getByLabel('Country of the phone system').selectOption(country)
  await page.getByLabel('Time zone').selectOption(timezone)
  await page.getByRole('button', { name: 'Investigate', exact: true }).click()
  await page.waitForURL(/\/investigations\/[^/]+$/)
  return page.url()
}

/** The largest words of a verdict page, when they come. */
export async function headline(page: Page, timeout = 60_000): Promise<string> {
  const words = page.locator('#headline')
  await words.waitFor({ timeout })
  return (await words.textContent()) ?? ''
}
