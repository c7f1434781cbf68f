import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AutomaticAct } from '#contract'
import { undoControl, useMay } from '../api/controls.ts'
import type { Place } from '../api/session.ts'
import { useZone } from '../api/sites.ts'
import { counted, money } from '../format.ts'
import { kindWords } from '../words.ts'
import './ActList.css'
import { Moment } from './Moment.tsx'
import { complain, tell } from './notices.ts'
import { Tag } from './Tag.tsx'

/** What Ringfence did of its own accord, asks for, or would have done; each can be taken back with one button. */
export function ActList({ place, acts }: { place: Place; acts: readonly AutomaticAct[] }) {
  return (
    <ul className="acts">
      {acts.map((act) => (
        <li key={act.id} className="panel act">
          <Act place={place} act={act} />
        </li>
      ))}
    </ul>
  )
}

function Act({ place, act }: { place: Place; act: AutomaticAct }) {
  const { account, kind, what, because, problem, cut, score, reasons } = act
  const words = kindWords(kind)
  const zone = useZone(place)
  return (
    <>
      <div className="stack-tight">
        <h3>
          {account === '' ? 'The site' : `Account ${account}`}: {words.name.toLowerCase()}
        </h3>
        {what.length > 0 && (
          <p>
            {verbs(act)} {what.join(', ')}.{cut > 0 && ` ${counted(cut, 'call')} cut.`}
          </p>
        )}
        {reasons[0] && <p className="soft">{reasons[0]}.</p>}
        {because !== '' && <p className="soft">{because}.</p>}
        {problem !== '' && <p className="act-problem tone-watch">Not everything succeeded: {problem}</p>}
        <p className="faint">
          <Moment at={act.at} zone={zone} /> · sureness {score} of 100 · {money(act.lostSoFar)} lost by then,{' '}
          {money(act.perMinute)} a minute
        </p>
      </div>
      <div className="stack-tight act-side">
        <Tag tone={toneOf(act)}>{stateOf(act)}</Tag>
        <UndoAll place={place} act={act} />
      </div>
    </>
  )
}

const verbs = ({ step, dryRun }: AutomaticAct): string =>
  step === 'ask' ? 'It would stop it to' : dryRun ? 'It would have been done: to' : 'Done:'
const stateOf = ({ step, dryRun }: AutomaticAct): string =>
  dryRun ? 'Dry run' : step === 'act' ? 'Done' : step === 'ask' ? 'Asks you' : 'Told'
const toneOf = ({ step, dryRun }: AutomaticAct) =>
  dryRun ? 'unknown' : step === 'act' ? 'safe' : step === 'ask' ? 'watch' : 'unknown'

function UndoAll({ place, act }: { place: Place; act: AutomaticAct }) {
  const may = useMay('controls.act')
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: () => Promise.all(act.controls.map((id) => undoControl(place, id))),
    onSuccess: () => tell('Taken back. It is not done again for a day; you are asked instead.'),
    onError: (error) => complain('Not taken back', error),
    onSettled: () => client.invalidateQueries({ queryKey: ['controls'] }),
  })
  if (!may || act.controls.length === 0 || undo.isSuccess) return null
  return (
    <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
      Undo
    </Button>
  )
}
