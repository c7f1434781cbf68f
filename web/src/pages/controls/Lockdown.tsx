import { Button, Modal } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AlertJson, MoneyJson } from '#contract'
import { contain } from '../../api/controls.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { counted, money } from '../../format.ts'

interface Props {
  readonly place: Place
  readonly perMinute: MoneyJson | null
  readonly alerts: readonly AlertJson[]
}

/** Everything at once, in two taps: nothing abroad, the bad accounts barred, their calls ended. */
export function Lockdown({ place, perMinute, alerts }: Props) {
  const [open, setOpen] = useState(false)
  const client = useQueryClient()
  const accounts = [...new Set(alerts.map(({ stop }) => stop.account).filter((account) => account !== ''))]
  const lock = useMutation({
    mutationFn: () => contain(place, { lockdown: true, accounts, reason: 'lockdown' }),
    onSuccess({ controls }) {
      const failed = controls.filter(({ state }) => state === 'failed')
      tell(
        failed.length === 0
          ? 'Locked down: no call leaves the country; emergency calls pass.'
          : `Locked down, but for ${counted(failed.length, 'part')}: ${failed[0]?.error ?? ''}`,
      )
      setOpen(false)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['controls'] }),
  })
  const losing = perMinute !== null && perMinute.micros > 0
  return (
    <section
      className={`panel lockdown tone-${losing ? 'loss' : 'unknown'}`}
      aria-labelledby="lockdown-title"
    >
      <div className="stack-tight">
        <h2 id="lockdown-title">Lockdown</h2>
        <p className="soft">
          {losing && (
            <>
              <strong className="number lockdown-money">{money(perMinute)}</strong> is being lost a minute.{' '}
            </>
          )}
          No call leaves the country, those in progress abroad are hung up
          {accounts.length > 0 && `, ${counted(accounts.length, 'account')} barred`}. Emergency calls and
          calls at home go on. It can be undone at any time.
        </p>
      </div>
      <Button
        size="lg"
        color="loss"
        leftSection={<IconLock size={20} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Lock down
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={<strong>Lock this site down?</strong>}>
        <div className="stack">
          <ul className="stack-tight">
            <li>Every international call is refused and hung up.</li>
            {accounts.length > 0 && <li>Barred: {accounts.join(', ')}.</li>}
            <li>Emergency calls and calls within the country pass.</li>
            <li>It ends by itself in 24 hours.</li>
          </ul>
          {lock.error && <ErrorPanel error={lock.error} />}
          <Button
            size="lg"
            color="loss"
            fullWidth
            loading={lock.isPending}
            onClick={() => lock.mutate()}
            data-autofocus
          >
            {losing ? `Lock down now: ${money(perMinute)} a minute` : 'Lock down now'}
          </Button>
        </div>
      </Modal>
    </section>
  )
}
