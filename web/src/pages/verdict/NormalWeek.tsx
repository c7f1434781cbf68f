import { NativeSelect, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type CSSProperties, useState } from 'react'
import type { AccountWeek, Verdict } from '#contract'
import { weekQuery } from '../../api/marks.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { counted } from '../../format.ts'
import './world.css'
import { hourWords } from './marks.ts'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** When an account usually calls, and when it did in the breach: one square an hour of the week. */
export function NormalWeek({ place, id, verdict }: { place: Place; id: string; verdict: Verdict }) {
  const [account, setAccount] = useState(verdict.accounts[0]?.account ?? '')
  const { data, error, refetch } = useQuery(weekQuery(place, id, account))
  return (
    <section id="week" className="panel stack" aria-labelledby="week-title">
      <div className="row-apart">
        <div className="stack-tight">
          <h2 id="week-title">Compared with a normal week</h2>
          <p className="faint">Outgoing calls by hour of the week, on the clock of the site.</p>
        </div>
        {verdict.accounts.length > 1 && (
          <NativeSelect
            size="sm"
            aria-label="Account to compare"
            value={account}
            data={verdict.accounts.map((row) => ({ value: row.account, label: `Account ${row.account}` }))}
            onChange={(event) => setAccount(event.currentTarget.value)}
          />
        )}
      </div>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Skeleton height={200} />}
      {data && <Week account={account} week={data} />}
    </section>
  )
}

function Week({ account, week }: { account: string; week: AccountWeek }) {
  const most = Math.max(1, ...week.usual)
  const usual = week.usual.reduce((sum, n) => sum + n, 0)
  const strange = week.flagged.filter((n, hour) => n > 0 && week.usual[hour] === 0).length
  if (week.weeks === 0)
    return <p className="soft">The calls of this account are not kept yet. Look again in a moment.</p>
  return (
    <>
      <div className="week-box">
        <div className="week" role="img" aria-label={summary(account, week)}>
          <span />
          {hours.map((hour) => (
            <span key={hour} className="week-hour">
              {hour % 3 === 0 ? String(hour).padStart(2, '0') : ''}
            </span>
          ))}
          {days.map((day, d) => (
            <Day key={day} day={day} from={d * 24} week={week} most={most} />
          ))}
        </div>
      </div>
      <p className="faint week-key">
        <span>
          <i />
          usual: {counted(usual, 'call')} in {counted(week.weeks, 'week')}
        </span>
        <span>
          <i className="week-bad" />
          flagged
        </span>
        {strange > 0 && (
          <span>{counted(strange, 'hour')} in which this account had never called before.</span>
        )}
      </p>
    </>
  )
}

function Day({ day, from, week, most }: { day: string; from: number; week: AccountWeek; most: number }) {
  return (
    <>
      <span className="week-day">{day}</span>
      {hours.map((hour) => {
        const at = from + hour
        const usual = week.usual[at] ?? 0
        const flagged = week.flagged[at] ?? 0
        const words = `${hourWords(at)}: ${counted(usual, 'usual call')}, ${flagged} flagged`
        return (
          <span
            key={hour}
            className="week-cell"
            title={words}
            style={{ '--share': usual / most } as CSSProperties}
          >
            {flagged > 0 && <span className="week-bad" />}
          </span>
        )
      })}
    </>
  )
}

function summary(account: string, { usual, flagged }: AccountWeek): string {
  const peak = usual.indexOf(Math.max(...usual))
  const bad = flagged.indexOf(Math.max(...flagged))
  return `Account ${account} usually calls most on ${hourWords(peak)}; flagged calls are most on ${hourWords(bad)}`
}
