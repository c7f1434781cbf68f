import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { SpendView } from '#contract'
import type { Place } from '../../api/session.ts'
import { saveSite, siteQuery } from '../../api/sites.ts'
import { spendQuery } from '../../api/spend.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'

const isAmount = (text: string): boolean => text === '' || /^\d+(\.\d+)?$/.test(text)

/** What a month may cost. Whoever pays and whoever looks after the phones are told when it is passed, or will be. */
export function BudgetForm({ place, view }: { place: Place; view: SpendView }) {
  const client = useQueryClient()
  const { data: site } = useQuery(siteQuery(place))
  const [amount, setAmount] = useState(view.budget === null ? '' : String(view.budget.micros / 1_000_000))
  const currency = view.budget?.currency ?? view.spent.currency
  const save = useMutation({
    mutationFn: () => saveSite(place, { settings: withBudget(site?.settings ?? {}, amount, currency) }),
    onSuccess: async (saved) => {
      client.setQueryData(siteQuery(place).queryKey, saved)
      await client.invalidateQueries({ queryKey: spendQuery(place).queryKey })
      tell('Saved.')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="panel stack" onSubmit={submit} aria-labelledby="budget">
      <h3 id="budget">Budget</h3>
      <p className="soft">
        Finance, IT leadership and the managed IT provider are told once when more was spent, and once when
        more will have been spent by the end of the month.
      </p>
      <div className="row">
        <TextInput
          label={`A month, in ${currency}`}
          inputMode="decimal"
          placeholder="No budget"
          value={amount}
          error={isAmount(amount) ? null : 'A number, like 1500 or 1500.50.'}
          onChange={({ currentTarget }) => setAmount(currentTarget.value.trim())}
        />
      </div>
      {save.error && <ErrorPanel error={save.error} />}
      <div>
        <Button type="submit" loading={save.isPending} disabled={!isAmount(amount) || !site}>
          Save
        </Button>
      </div>
    </form>
  )
}

/** Without an amount the key goes out of site.yaml, and `limits` with it when nothing else stands there. */
function withBudget(
  settings: Readonly<Record<string, unknown>>,
  amount: string,
  currency: string,
): Record<string, unknown> {
  const { spendPerMonth: _, ...others } = (settings['limits'] ?? {}) as Record<string, unknown>
  const limits = amount === '' ? others : { ...others, spendPerMonth: `${amount} ${currency}` }
  return { ...settings, limits: Object.keys(limits).length > 0 ? limits : undefined }
}
