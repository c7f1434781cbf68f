import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { generate, invoice, writeDialect } from '../support/scenario/index.ts'

const root = resolve(import.meta.dirname, '../..')
const site = '/api/v1/customers/default/sites/main'
const breach = generate({
  seed: 2026,
  attack: 'A9',
  extensions: 10,
  country: 'US',
  timezone: 'America/New_York',
  history: true,
  ongoing: true,
})

interface Sent {
  readonly json?: unknown
  /** A form with files, each by its name. */
  readonly files?: readonly (readonly [name: string, text: string])[]
  readonly options?: unknown
}

/** What there is to look at in a furnished console. */
export interface Furnished {
  readonly investigation: string
  readonly incident: string
  /** The link somebody invited came by. */
  readonly invitation: string
}

/** Somebody's own requests, from within the page they are signed in at. Anything but a success throws. */
async function send(page: Page, method: string, path: string, sent: Sent = {}): Promise<unknown> {
  return page.evaluate(
    async ({ method, path, json, files, options }) => {
      const { csrf } = (await (await fetch('/api/v1/session')).json()) as { csrf: string }
      const form = new FormData()
      if (options) form.append('options', JSON.stringify(options))
      for (const [name, text] of files ?? []) form.append('file', new File([text], name), name)
      const answer = await fetch(path, {
        method,
        headers: { 'x-csrf-token': csrf, ...(json ? { 'content-type': 'application/json' } : {}) },
        ...(method === 'GET' ? {} : { body: files ? form : JSON.stringify(json ?? {}) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
      return text === '' ? null : (JSON.parse(text) as unknown)
    },
    { method, path, ...sent } as Parameters<typeof send>[3] & { method: string; path: string },
  )
}

/**
 * Fills a console as weeks of use would: rates, a breach by a guessed password that is handled as an incident, the carrier's
 * invoice, an audit of configuration and firewalls, somebody invited.
 */
export async function furnish(page: Page): Promise<Furnished> {
  await send(page, 'PUT', `${site}/rates`, { json: { text: breach.deck, mode: 'replace' } })
  const log = writeDialect(breach, 'asterisk-csv').files[0]?.text ?? ''
  const began = (await send(page, 'POST', `${site}/investigations`, {
    options: { country: 'US', timezone: 'America/New_York' },
    files: [['Head-office.csv', log]],
  })) as { id: string }
  await done(page, began.id)
  const incident = (await send(page, 'POST', `${site}/incidents`, {
    json: { investigation: began.id },
  })) as { id: string }
  await send(page, 'POST', `${site}/incidents/${incident.id}/invoice`, {
    files: [['march.csv', invoice(breach).csv]],
  })
  await send(page, 'POST', `${site}/audits`, { files: configuration() })
  const invited = (await send(page, 'POST', '/api/v1/people', {
    json: {
      name: 'Grace Hopper',
      email: 'grace@example.com',
      grants: [{ role: 'viewer', customer: 'default', site: null }],
    },
  })) as { link: string }
  return { investigation: began.id, incident: incident.id, invitation: invited.link }
}

async function done(page: Page, id: string): Promise<void> {
  for (;;) {
    const { status } = (await send(page, 'GET', `${site}/investigations/${id}`)) as { status: string }
    if (status === 'done') return
    if (status === 'failed') throw new Error('the investigation failed')
    await page.waitForTimeout(300)
  }
}

/** An Asterisk as it is shipped, behind the firewalls of the example. */
function configuration(): [string, string][] {
  const asterisk = join(root, 'test/audit/shipped/asterisk-22')
  const example = join(root, 'content/sites/example')
  const read = (folder: string, name: string): [string, string] => [
    name,
    readFileSync(join(folder, name), 'utf8'),
  ]
  return [
    ...readdirSync(asterisk)
      .filter((name) => name.endsWith('.conf'))
      .map((name) => read(asterisk, name)),
    ...['zones.yaml', 'inventory.yaml', 'edge.rules', 'edge6.rules', 'pbx.rules'].map((name) =>
      read(example, name),
    ),
  ]
}
