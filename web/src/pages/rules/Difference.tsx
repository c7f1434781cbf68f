import { useQuery } from '@tanstack/react-query'
import type { FlaggedCall, RulesDifference } from '#contract'
import type { Place } from '../../api/session.ts'
import { siteQuery } from '../../api/sites.ts'
import { Moment } from '../../components/Moment.tsx'
import { Records } from '../../components/Records.tsx'
import { clock, count, counted, exactMoney, money, shortInstant } from '../../format.ts'
import { verdictBadge } from '../../words.ts'

/** What other rules would have made of the calls on record. */
export function Difference({ place, difference }: { place: Place; difference: RulesDifference }) {
  const { data: site } = useQuery(siteQuery(place))
  const zone = typeof site?.settings['timezone'] === 'string' ? site.settings['timezone'] : 'UTC'
  const { calls, signIns, from, to, change, newly, noLonger, proofs } = difference
  const broken = proofs.filter(({ fires, quiet }) => !fires || !quiet)
  if (calls === 0 && signIns === 0)
    return (
      <div className="stack-tight" role="status">
        <p>
          There are no calls on record of this site yet, so nothing can be said of what this changes there.
        </p>
        <Broken broken={broken} />
      </div>
    )
  const same = newly.total === 0 && noLonger.total === 0
  return (
    <div className="stack">
      <p className="soft" role="status">
        Judged twice: {counted(calls, 'call')}
        {signIns > 0 && ` and ${counted(signIns, 'sign-in')}`}
        {from && to && ` from ${shortInstant(from, zone)} to ${shortInstant(to, zone)}`}, the last 60 days on
        record.
      </p>
      <dl className="rules-figures">
        <Figure title="Newly flagged" was={null} is={counted(newly.total, 'call')} more={money(newly.cost)} />
        <Figure
          title="No longer flagged"
          was={null}
          is={counted(noLonger.total, 'call')}
          more={money(noLonger.cost)}
        />
        <Figure title="Likely loss" was={money(change.likely.before)} is={money(change.likely.after)} />
        <Figure title="Verdict" was={badge(change.verdict.before)} is={badge(change.verdict.after)} />
      </dl>
      {same && <p>The same {counted(change.flagged.after, 'call')} are flagged as before.</p>}
      <Names title="Accounts newly in it" names={change.accountsAdded} />
      <Names title="Accounts no longer in it" names={change.accountsRemoved} />
      <Calls title="Newly flagged" found={newly} zone={zone} />
      <Calls title="No longer flagged" found={noLonger} zone={zone} />
      <Broken broken={broken} />
    </div>
  )
}

const badge = (verdict: 'breach' | 'suspicious' | 'clear'): string =>
  verdictBadge({ verdict, ongoing: false })

function Figure({ title, was, is, more }: { title: string; was: string | null; is: string; more?: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd className="number rules-figure">{is}</dd>
      {was !== null && <dd className="faint">{was === is ? 'as before' : `${was} before`}</dd>}
      {more && <dd className="faint number">{more}</dd>}
    </div>
  )
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <p>
      <strong>{title}:</strong> {names.join(', ')}
    </p>
  )
}

function Calls({ title, found, zone }: { title: string; found: RulesDifference['newly']; zone: string }) {
  if (found.total === 0) return null
  return (
    <section className="stack-tight">
      <h3>
        {title}: {counted(found.total, 'call')}
        {found.total > found.calls.length && (
          <span className="faint"> (the first {count(found.calls.length)})</span>
        )}
      </h3>
      <Records<FlaggedCall>
        label={title}
        rows={found.calls}
        keyOf={({ id, startedAt, dialled }) => `${startedAt} ${id} ${dialled}`}
        columns={[
          {
            title: 'When',
            cell: ({ startedAt }) => <Moment at={startedAt} zone={zone} />,
            sort: ({ startedAt }) => startedAt,
            lead: true,
          },
          { title: 'Account', cell: ({ account }) => account, sort: ({ account }) => account },
          { title: 'To', cell: ({ to }) => to, sort: ({ to }) => to },
          {
            title: 'Length',
            cell: ({ billableSeconds }) => clock(billableSeconds),
            sort: ({ billableSeconds }) => billableSeconds,
            number: true,
          },
          {
            title: 'Cost',
            cell: ({ cost }) => (cost ? exactMoney(cost) : '–'),
            sort: ({ cost }) => cost?.micros ?? 0,
            number: true,
          },
          { title: 'Why', cell: ({ reason }) => reason, wide: true },
        ]}
      />
    </section>
  )
}

function Broken({ broken }: { broken: RulesDifference['proofs'] }) {
  if (broken.length === 0) return null
  return (
    <div className="error-panel tone-watch">
      <p className="error-detail">
        With these limits the proof of {counted(broken.length, 'rule')} no longer holds.
      </p>
      <ul>
        {broken.map(({ rule, title, fires, quiet }) => (
          <li key={rule}>
            {title}:{' '}
            {[fires ? '' : 'silent on what it is for', quiet ? '' : 'speaks on what only looks like it']
              .filter(Boolean)
              .join('; ')}
          </li>
        ))}
      </ul>
    </div>
  )
}
