import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReconciledList, ReconciledSummary } from '#contract'
import { Moment } from '../../../components/Moment.tsx'
import { counted, exactMoney } from '../../../format.ts'
import { useRoom } from '../room.ts'

interface Props {
  readonly summary: ReconciledSummary
  readonly show: (list: ReconciledList) => void
}

/** What the differences mean beyond the money: calls the PBX never made are a breach of their own. */
export function Findings({ summary: { findings, uncovered, input, priced, lists }, show }: Props) {
  const { view, go } = useRoom()
  return (
    <>
      {findings.map(({ kind, title, reason, lines, amount, began, ended }) => {
        const stolen = kind === 'trunk-credentials'
        return (
          <article
            key={kind}
            className={`money-finding stack-tight ${stolen ? 'tone-loss' : 'tone-watch'}`}
            aria-label={title}
          >
            <h3>{stolen ? `A breach by itself: ${title.toLowerCase()}` : title}</h3>
            <p>
              <strong className="number">{exactMoney(amount)}</strong>, {counted(lines, 'line')},{' '}
              <Moment at={began} zone={view.zone} /> to <Moment at={ended} zone={view.zone} />.
            </p>
            <p>{sentence(reason)}</p>
            <div className="row">
              {stolen && (
                <Button size="compact-sm" onClick={() => go('1')}>
                  Change the secret of the trunk: step 1
                </Button>
              )}
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => show(stolen ? 'provider-only' : wrongList(lists))}
              >
                Show the lines
              </Button>
            </div>
          </article>
        )
      })}
      {!priced && (
        <p className="money-finding tone-watch" role="status">
          This site has no price list, so lengths and numbers were compared, and no prices.{' '}
          <Link to="/settings/rates">Import the one agreed with the carrier</Link>, then match the invoice
          again.
        </p>
      )}
      {uncovered > 0 && (
        <p className="money-finding tone-watch" role="status">
          {counted(uncovered, 'line')} of it {uncovered === 1 ? 'is' : 'are'} of days without call records
          here, so nothing can be said of them. Read the call log of those days, then match the invoice again.
        </p>
      )}
      {input.rejected > 0 && (
        <div className="money-finding tone-watch stack-tight" role="status">
          <p>
            {counted(input.rejected, 'row')} could not be read and {input.rejected === 1 ? 'is' : 'are'} in no
            sum below:
          </p>
          <ul>
            {input.rejects.slice(0, 5).map(({ line, reason }) => (
              <li key={`${line} ${reason}`}>
                Line {line}: {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** Of the ways to bill wrongly, the first there is. */
const wrongList = (lists: ReconciledSummary['lists']): ReconciledList =>
  (['over-duration', 'mis-rated', 'duplicate'] as const).find((list) => lists[list]) ?? 'mis-rated'

/** The second half of the finding's reason: the first is the figures above. */
function sentence(reason: string): string {
  const text = reason.slice(reason.indexOf(': ') + 2)
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
