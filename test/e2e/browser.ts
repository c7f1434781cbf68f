import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { test } from 'vitest'

// A real browser: the system's Chromium, a new profile each time, no traffic of its own.

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
)
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** `test`, or a skipped one that says why: there is no browser on this machine. */
export const browserTest = executablePath === undefined ? test.skip : test
export const skipReason = executablePath === undefined ? ' (SKIPPED: chromium is missing)' : ''

export interface TestBrowser {
  /** A new profile: no cookies, nothing stored. */
  visitor(options?: BrowserContextOptions): Promise<Visitor>
  close(): Promise<void>
}

export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** What went wrong in pages so far: script errors, console errors, breaches of the content policy. Empties the list. */
  faults(): string[]
}

export async function openBrowser(): Promise<TestBrowser> {
  if (executablePath === undefined) throw new Error('chromium is missing')
  const browser = await chromium.launch({ executablePath, args, headless: true })
  return {
    visitor: async (options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'en-US',
        timezoneId: 'America/New_York',
        acceptDownloads: true,
        ...options,
      })
      const page = await context.newPage()
      return { page, context, faults: await watched(page) }
    },
    close: () => browser.close(),
  }
}

async function watched(page: Page): Promise<() => string[]> {
  let seen: string[] = []
  page.on('pageerror', (error) => seen.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      seen.push(`${message.type()}: ${message.text()} ${message.location().url}`)
  })
  await page.exposeFunction('policyBroken', (what: string) => seen.push(`policy: ${what}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const { policyBroken } = window as unknown as { policyBroken(what: string): void }
      policyBroken(`${violatedDirective} ${blockedURI}`)
    })
  })
  return () => {
    const all = seen
    seen = []
    return all
  }
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string | null
    readonly help: string
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
  }[]
}

/** Serious and critical findings of axe-core on the page as it stands, in words. */
export async function axeProblems(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's content policy does not bind.
  await page.evaluate(axe.source)
  const { violations } = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] })',
  )) as AxeResult
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')} ${failureSummary ?? ''}`,
      ),
    )
}
