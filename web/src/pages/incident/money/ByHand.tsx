import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { amountFrom } from '../amount.ts'
import { useRoom } from '../room.ts'

const counts = [
  ['matched', 'Lines that agree'],
  ['providerOnly', 'Lines only the carrier knows'],
  ['pbxOnly', 'Calls the carrier did not bill'],
  ['differences', 'Differences'],
] as const
type Count = (typeof counts)[number][0]

/** What `reconcile` found, written into the incident. */
export function ByHand() {
  const { view, act, mayWork, busy } = useRoom()
  const [invoice, setInvoice] = useState('')
  const [numbers, setNumbers] = useState<Readonly<Record<Count, string>>>({
    matched: '',
    providerOnly: '',
    pbxOnly: '',
    differences: '',
  })
  const [disputed, setDisputed] = useState('')
  if (!mayWork) return null
  const amount = amountFrom(disputed, view.lost.likely.currency)
  const complete =
    invoice.trim() !== '' && amount !== null && counts.every(([key]) => /^\d{1,9}$/.test(numbers[key]))
  return (
    <details className="incident-how">
      <summary>Write down figures of an invoice that was matched elsewhere</summary>
      <form
        className="stack incident-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!complete) return
          const [matched = 0, providerOnly = 0, pbxOnly = 0, differences = 0] = counts.map(([key]) =>
            Number(numbers[key]),
          )
          void act({
            kind: 'reconciled',
            invoice,
            matched,
            providerOnly,
            pbxOnly,
            differences,
            disputed: amount,
          })
        }}
      >
        <p className="soft">
          <code>ringfence reconcile --invoice invoice.csv --rates deck.csv Master.csv</code> matches the
          invoice to the calls and gives these numbers.
        </p>
        <TextInput
          label="Invoice"
          value={invoice}
          onChange={(event) => setInvoice(event.currentTarget.value)}
        />
        <div className="incident-grid">
          {counts.map(([key, label]) => (
            <TextInput
              key={key}
              label={label}
              inputMode="numeric"
              value={numbers[key]}
              onChange={(event) => setNumbers({ ...numbers, [key]: event.currentTarget.value.trim() })}
            />
          ))}
        </div>
        <TextInput
          label={`To dispute, ${view.lost.likely.currency}`}
          inputMode="decimal"
          value={disputed}
          error={disputed !== '' && amount === null && 'An amount like 1234.50'}
          onChange={(event) => setDisputed(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" disabled={!complete} loading={busy}>
            Write it down
          </Button>
        </div>
      </form>
    </details>
  )
}
