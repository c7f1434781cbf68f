import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AlertJson, ContainInput } from '#contract'
import { contain, useMay } from '../../api/controls.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { Tag } from '../../components/Tag.tsx'
import { counted, money } from '../../format.ts'
import { kindWords } from '../../words.ts'

/** One thing that goes on: why we think so, what it costs, and the button that stops it. */
export function AlertCard({ place, alert }: { place: Place; alert: AlertJson }) {
  const { kind, account, score, reasons, running, sources } = alert
  const words = kindWords(kind)
  const tone = score >= 80 ? 'loss' : 'watch'
  return (
    <article className={`panel alert-card tone-${tone}`}>
      <div className="stack-tight">
        <h3 title={words.term}>
          {account === '' ? 'The site' : `Account ${account}`}: {words.name.toLowerCase()}
        </h3>
        <p className="soft">{words.means}</p>
        <ul className="stack-tight">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        {sources.length > 0 && <p className="faint number">From {sources.join(', ')}</p>}
      </div>
      <div className="stack-tight alert-side">
        <p>
          <Tag tone={tone} live={running.length > 0}>
            Sureness {score} of 100
          </Tag>
        </p>
        <p>
          <strong className="number">{money(alert.perMinute)}</strong> a minute,{' '}
          <strong className="number">{money(alert.lostSoFar)}</strong> so far
        </p>
        <p className="faint">
          {counted(alert.calls, 'bad call')}, {running.length} still up
        </p>
        <Stop place={place} alert={alert} />
      </div>
    </article>
  )
}

function Stop({ place, alert }: { place: Place; alert: AlertJson }) {
  const may = useMay('controls.act')
  const client = useQueryClient()
  const stop = useMutation({
    mutationFn: () => stopAll(place, alert),
    onSuccess: tell,
    onSettled: () => client.invalidateQueries({ queryKey: ['controls'] }),
  })
  const lines = whatStops(alert)
  if (lines.length === 0)
    return <p className="soft">Nothing here can be stopped from the phone system: tell your carrier.</p>
  return (
    <div className="stack-tight">
      <p className="eyebrow">What stops it</p>
      <ul className="stack-tight">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {may && (
        <Button size="md" color="loss" loading={stop.isPending} onClick={() => stop.mutate()}>
          {alert.perMinute.micros > 0 ? `Stop it: ${money(alert.perMinute)} a minute` : 'Stop it'}
        </Button>
      )}
      {stop.error && <ErrorPanel error={stop.error} />}
    </div>
  )
}

const whatStops = ({ stop, running }: AlertJson): string[] => [
  ...(running.length > 0 ? [`Hang up ${counted(running.length, 'bad call')}`] : []),
  ...(stop.account === '' ? [] : [`Bar account ${stop.account}; emergency calls pass`]),
  ...stop.prefixes.map((prefix) => `Block numbers that begin with ${prefix}`),
  ...stop.ips.map((ip) => `Block ${ip}`),
]

/** Each by itself: what no connection can do is no reason to leave the rest. */
function partsOf({ stop, channels, kind }: AlertJson): ContainInput[] {
  const reason = `alert: ${kind}`
  const hangups = channels.map((target) => ({ kind: 'hangup' as const, target }))
  return [
    ...(stop.account === ''
      ? []
      : [{ others: [{ kind: 'bar-account' as const, target: stop.account }], reason }]),
    ...(hangups.length === 0 ? [] : [{ others: hangups, reason }]),
    ...stop.prefixes.map((prefix) => ({ prefixes: [prefix], reason })),
    ...stop.ips.map((ip) => ({ ips: [ip], reason })),
  ]
}

/** What to tell; throws when nothing succeeded. The first goes ahead, so that a second factor is asked for once. */
async function stopAll(place: Place, alert: AlertJson): Promise<string> {
  const [head, ...rest] = partsOf(alert)
  if (!head) return 'Nothing to stop.'
  const first = await Promise.allSettled([contain(place, head)])
  const results = [...first, ...(await Promise.allSettled(rest.map((part) => contain(place, part))))]
  const done = results.flatMap((result) => (result.status === 'fulfilled' ? result.value.controls : []))
  const refused = results.find((result) => result.status === 'rejected')
  if (done.length === 0 && refused) throw refused.reason
  if (done.some(({ state }) => state === 'planned'))
    return 'Begun; a second person must approve it: see Controls.'
  const failed = done.filter(({ state }) => state === 'failed').length + (refused ? 1 : 0)
  return failed === 0 ? 'Stopped.' : 'Stopped, as far as this phone system can: see Controls.'
}
