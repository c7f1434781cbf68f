import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { billedBreach, deck } from '../../../test/support/billed-breach.ts'
import {
  incidentBase as base,
  type IncidentDesk,
  incidentDesk,
  taskOf,
} from '../../../test/support/incident-desk.ts'
import { InvoiceMap, parseInvoice } from '../../core/rating/index.ts'

let desk: IncidentDesk
let bill: string
let id: string
beforeAll(async () => {
  desk = await incidentDesk(100_000)
  bill = await billedBreach(desk.house)
  await desk.ada.send('PUT', '/customers/default/sites/main/rates', { text: deck, mode: 'replace' })
  id = (await desk.ada.send('POST', base, { investigation: 'look' })).json().id
}, 60_000)
afterAll(() => desk.house.close())

const boundary = 'b0undary'
const send = (text: string, mapping?: object, who = desk.ada) =>
  who.send(
    'POST',
    `${base}/${id}/invoice${mapping ? `?mapping=${encodeURIComponent(JSON.stringify(mapping))}` : ''}`,
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="march.csv"\r\n\r\n${text}\r\n--${boundary}--\r\n`,
    { 'content-type': `multipart/form-data; boundary=${boundary}` },
  )
const gate = async (name: string) => (await desk.view(id)).gates.find((one) => one.id === name)
const lines = async (list: string, query = '') =>
  (await desk.ada.send('GET', `${base}/${id}/reconciliation/lines?list=${list}${query}`)).json()
const usd = (micros: number) => ({ micros, currency: 'USD' })

describe('the invoice of a breach', () => {
  it('is not matched at first: the gate is shut, and there is nothing to show', async () => {
    expect((await desk.ada.send('GET', `${base}/${id}/reconciliation`)).json()).toBeNull()
    expect(await gate('billing')).toMatchObject({ satisfied: false })
  })

  it('is previewed by its first lines, guessed where it is another layout, and refused with the reason', async () => {
    const theirs =
      'Call ID;Start date;Destination number;Duration;Charge\n1;06.03.2026 21:04:11;+4930123456;60;0,02\n'
    const preview = async (body: object) =>
      (await desk.ada.send('POST', `${base}/${id}/invoice/preview`, body)).json()
    const guessed = await preview({ text: theirs })
    expect(guessed.mapping).toMatchObject({
      decimal: 'comma',
      columns: {
        line_id: 'Call ID',
        start_time: 'Start date',
        to: 'Destination number',
        billed_seconds: 'Duration',
        amount: 'Charge',
      },
    })
    // The currency and the order of the date nobody can guess.
    const mapping = { ...guessed.mapping, currency: 'usd', dates: 'dmy', timezone: 'Europe/Berlin' }
    expect((await preview({ text: theirs, mapping })).lines).toEqual([
      {
        id: '1',
        startedAt: '2026-03-06T20:04:11.000Z',
        from: '',
        to: '4930123456',
        billedSeconds: 60,
        amount: usd(20_000),
      },
    ])
    expect((await preview({ text: 'Weather\nrain\n' })).problem).toContain('Weather')
    expect((await preview({ text: bill })).problem).toBeNull()
  })

  it('is matched line by line: every class, sums that add up to it, and the breach named', async () => {
    const answer = await send(bill)
    expect(answer.statusCode).toBe(200)
    const { reconciled, facts, lost } = answer.json()
    // 40 calls of 10.23 by the verdict, and what only the carrier saw.
    expect(lost.likely).toEqual(usd(409_200_000 + 9_900_000))
    const whole = parseInvoice(bill, { file: 'march.csv', map: undefined })
    const sum = [...whole.lines, ...whole.others].reduce((micros, line) => micros + line.micros, 0)
    expect(reconciled).toMatchObject({
      invoice: 'march.csv',
      matched: 98,
      providerOnly: 3,
      uncovered: 0,
      unauthorised: 40,
      differences: 3,
      total: usd(sum),
      // Over-charged 0.05 + 0.04, twice 0.04, three strangers of 3.30, and 40 calls of the thief.
      disputed: usd(50_000 + 40_000 + 40_000 + 9_900_000 + 409_200_000),
    })
    const classes = reconciled.sums.reduce(
      (all: number, one: { amount: { micros: number } }) => all + one.amount.micros,
      0,
    )
    expect(classes + 25_000_000).toBe(sum)
    expect(facts).toContainEqual(expect.objectContaining({ fact: 'trunk', value: true, from: 'state' }))
    const summary = (await desk.ada.send('GET', `${base}/${id}/reconciliation`)).json()
    expect(summary).toMatchObject({
      lists: { 'provider-only': 3, unauthorised: 40, duplicate: 1, 'mis-rated': 1, 'over-duration': 1 },
    })
    expect(summary.findings.map(({ kind }: { kind: string }) => kind)).toEqual([
      'trunk-credentials',
      'misbilling',
    ])
  })

  it('is listed by class, page by page, and goes into the dispute pack', async () => {
    expect(
      (await lines('provider-only')).items.map((line: { invoiceLine: string }) => line.invoiceLine),
    ).toEqual(['X1', 'X2', 'X3'])
    const page = await lines('unauthorised', '&offset=38&limit=10')
    expect([page.items.length, page.total]).toEqual([2, 40])
    expect(page.items[0]).toMatchObject({ account: '1004', delta: usd(10_230_000) })
    const pack = (await desk.ada.send('GET', `${base}/${id}/dispute-lines.csv`)).body.trim().split('\n')
    expect(pack).toHaveLength(1 + 40 + 3 + 3)
    const letter = (await desk.ada.send('GET', `${base}/${id}/dispute.html`)).body
    expect(letter).toContain('419.23')
    expect(letter).toContain('for calls the phone system never made')
  })

  it('passes the gate, is in custody with its result, and asks for what the strangers need', async () => {
    expect(await gate('billing')).toMatchObject({ satisfied: true })
    const view = await desk.view(id)
    expect(taskOf(view, 'reconcile-invoice')).toMatchObject({
      checked: { done: true, says: expect.stringContaining('3 calls the PBX never made') },
      files: [{ name: 'march.csv' }, { name: 'reconciliation of march.csv.json' }],
    })
    expect(taskOf(view, 'shut-trunk')).toMatchObject({ stand: 'begin' })
  })

  it('compares no prices where the site has no price list', async () => {
    const rates = '/customers/default/sites/main/rates'
    await desk.ada.send('DELETE', rates)
    const { reconciled } = (await send(bill)).json()
    expect(reconciled).toMatchObject({
      matched: 99,
      providerOnly: 3,
      differences: 2,
      total: { currency: 'USD' },
    })
    expect((await desk.ada.send('GET', `${base}/${id}/reconciliation`)).json()).toMatchObject({
      priced: false,
    })
    await desk.ada.send('PUT', rates, { text: deck, mode: 'replace' })
  })

  it('does not pass the gate where the calls of its days are not there', async () => {
    const later = bill.replaceAll('2026-03', '2026-05')
    expect((await send(later)).json().reconciled).toMatchObject({ matched: 0, providerOnly: 0 })
    expect(await gate('billing')).toMatchObject({
      satisfied: false,
      reason: expect.stringContaining('are of days without call records'),
    })
    expect((await send(bill)).statusCode).toBe(200)
  })

  it('can only be read by what it says, and by those who work here', async () => {
    expect((await send('Weather\nrain\n')).json()).toMatchObject({ code: 'csv-column-unknown' })
    expect((await send(bill, { columns: {} })).json()).toMatchObject({ code: 'invoice-mapping-invalid' })
    expect((await send(bill, undefined, desk.eve)).json()).toMatchObject({ code: 'not-allowed' })
    expect(InvoiceMap.safeParse({}).success).toBe(false)
  })

  it('has the word over figures written down by hand: others are refused, the same change nothing', async () => {
    const { reconciled } = await desk.view(id)
    if (!reconciled) throw new Error('nothing was matched')
    const { invoice, matched, providerOnly, pbxOnly, differences, disputed } = reconciled
    const figures = { invoice, matched, providerOnly, pbxOnly, differences, disputed }
    const same = { kind: 'reconciled', ...figures } as const
    const refused = async (change: Partial<typeof figures>) =>
      (await desk.act(id, { ...same, ...change })).json()
    for (const [change, said] of [
      [{ providerOnly: 0 }, 'lines only the carrier knows: 3, not 0'],
      [{ differences: 0 }, 'differences: '],
      [{ disputed: usd(1) }, 'another amount to dispute'],
      [{ invoice: 'april.csv' }, 'the invoice is march.csv'],
    ] as const)
      expect(await refused(change)).toMatchObject({
        code: 'reconciled-differs',
        detail: expect.stringContaining(said),
      })
    expect((await desk.act(id, same)).statusCode).toBe(200)
    expect((await desk.view(id)).reconciled).toEqual(reconciled)
    expect((await desk.ada.send('GET', `${base}/${id}/reconciliation`)).json()).not.toBeNull()
  })

  it('is followed to the credit: what is asked, given, refused and open', async () => {
    const dispute = (status: 'sent' | 'credited' | 'refused', micros: number, note = 'D-1') =>
      desk.act(id, { kind: 'dispute', status, amount: usd(micros), note })
    await dispute('sent', 419_000_000)
    // The same claim corrected, not a second one.
    await dispute('sent', 419_230_000)
    await dispute('credited', 300_000_000, 'credit note 7')
    const { claims } = (await dispute('refused', 19_230_000)).json()
    expect(claims).toEqual([
      {
        asked: usd(419_230_000),
        credited: usd(300_000_000),
        refused: usd(19_230_000),
        open: usd(100_000_000),
      },
    ])
  })
})
