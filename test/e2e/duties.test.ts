import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// Whom law and contract ask to tell: asked in plain words, answered, given with proof.

const data = freshData()
let server: Served
let browser: TestBrowser
let visitor: Visitor

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
  await setUp(visitor.page, server.link)
  await enter(visitor.page)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

describe(`whom to tell${skipReason}`, () => {
  browserTest(
    'few answers settle who is told by when; a notice is given with proof and signed off',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/`)
      await page.getByRole('button', { name: 'I think we have been breached' }).click()
      await page.getByRole('button', { name: 'Show me what to do' }).click()
      await page
        .getByRole('navigation', { name: 'Steps' })
        .getByRole('button', { name: /^Whom to tell/ })
        .click()
      await page.getByText('not legal advice').waitFor()
      await page.getByText('Taken for now: when this incident was opened').waitFor()
      expect(await wrongIn(page, 'duties-asked')).toEqual([])

      await page.getByLabel('We only use a phone system of our own').check()
      await page.getByLabel('In none of these sectors').check()
      await page.getByRole('button', { name: 'Nobody’s data' }).click()
      await page.getByLabel('No data at all').check()
      const answer = (question: string, word: string) =>
        page.getByRole('radiogroup', { name: question }).getByText(word, { exact: true }).click()
      await answer('Were calls placed at your expense, and was that all?', 'Yes')
      await answer('Could emergency calls have failed because of it?', 'No')
      await answer('Is the organisation listed on a stock exchange in the US?', 'No')
      await page.getByRole('button', { name: 'Keep the answers' }).click()

      const carrier = page.getByRole('article', { name: /fraud desk|carrier/i }).first()
      await carrier.waitFor()
      await carrier
        .getByText(/left|late|Without delay/)
        .first()
        .waitFor()
      expect(await wrongIn(page, 'duties-due')).toEqual([])
      const title = (await carrier.getByRole('heading').textContent()) ?? ''
      const named = page.getByRole('article', { name: title, exact: true })
      await named.getByText('Write down what was done').click()
      const proof = named.getByLabel('What proves it, or why nobody is told')
      await proof.fill('By telephone 22:10, ticket 4711')
      await named.getByRole('button', { name: 'It was given' }).click()
      await named.getByText('Given', { exact: true }).waitFor()
      await named.getByText('“By telephone 22:10, ticket 4711”').waitFor()
      expect(await wrongIn(page, 'duties-given')).toEqual([])

      await page.getByRole('link', { name: 'Deadlines for a calendar' }).waitFor()
      await page.reload()
      await named.getByText('Given', { exact: true }).waitFor()
      expect(visitor.faults()).toEqual([])
    },
    300_000,
  )
})
