import { Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { InvestigationSummary } from '#contract'
import { isRunning } from '../../api/investigations.ts'
import { Moment } from '../../components/Moment.tsx'
import { Tag } from '../../components/Tag.tsx'
import { counted, money, remaining } from '../../format.ts'
import { verdictBadge, verdictTone } from '../../words.ts'

const here = Intl.DateTimeFormat().resolvedOptions().timeZone

export function InvestigationList({ items }: { items: readonly InvestigationSummary[] }) {
  return (
    <ul className="cases" aria-label="Investigations, newest first">
      {items.map((item) => (
        <li key={item.id}>
          <Link to="/investigations/$id" params={{ id: item.id }} className="case">
            <span className="case-state">
              <State item={item} />
            </span>
            <span className="case-what">
              <span className="case-title">{item.title}</span>
              <Detail item={item} />
            </span>
            <span className="case-loss">
              {item.likely && item.verdict !== 'clear' && (
                <>
                  <span className="case-money number">{money(item.likely)}</span>
                  <span className="faint">likely loss</span>
                </>
              )}
            </span>
            <span className="case-when faint">
              {item.began && (
                <span>
                  began <Moment at={item.began} zone={here} />
                </span>
              )}
              <span>
                read <Moment at={item.createdAt} zone={here} />
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function State({ item }: { item: InvestigationSummary }) {
  if (item.status === 'failed') return <Tag tone="unknown">Could not be read</Tag>
  if (isRunning(item)) {
    return (
      <Tag tone="unknown" live>
        {item.status === 'waiting' ? 'Waiting' : 'Reading'}
      </Tag>
    )
  }
  return (
    <Tag tone={verdictTone(item)} live={item.ongoing}>
      {verdictBadge(item)}
    </Tag>
  )
}

function Detail({ item }: { item: InvestigationSummary }) {
  if (item.status === 'failed') return <span className="soft">{item.error?.message}</span>
  if (!isRunning(item)) return <span className="soft">{item.headline}</span>
  const { bytesRead, bytesTotal, calls, etaSeconds } = item.progress
  const share = bytesTotal > 0 ? (bytesRead / bytesTotal) * 100 : 0
  return (
    <span className="stack-tight">
      <Progress size="sm" value={share} color="var(--rf-ink)" aria-label={`Reading ${item.title}`} />
      <span className="faint number">
        {[counted(calls, 'call'), remaining(etaSeconds)].filter(Boolean).join(', ')}
      </span>
    </span>
  )
}
