import { useOpenTab } from '../../components/open-tab.ts'
import { useRoom } from './room.ts'

/** The ten steps, in their order, with how far each is; then the timeline and what closing takes. */
export function StepNav({ shown }: { shown: string }) {
  const { view, go } = useRoom()
  const strip = useOpenTab<HTMLElement>(shown)
  const unpassed = view.gates.filter(({ satisfied, override }) => !satisfied && !override?.by).length
  return (
    <nav ref={strip} className="incident-nav" aria-label="Steps">
      <ol>
        {view.steps.map(({ number, title, tasks }) => {
          const needed = tasks.filter(({ stand }) => stand !== 'not')
          const done = needed.filter(({ stand }) => stand === 'done').length
          return (
            <Item
              key={number}
              here={shown === String(number)}
              go={() => go(String(number))}
              title={`${number} ${title}`}
              count={`${done}/${needed.length}`}
              done={done === needed.length}
            />
          )
        })}
      </ol>
      <ul>
        <Item
          here={shown === 'money'}
          go={() => go('money')}
          title="Money"
          count={view.reconciled ? 'matched' : ''}
          done={view.reconciled !== null}
        />
        <Item
          here={shown === 'duties'}
          go={() => go('duties')}
          title="Whom to tell"
          count={view.duties ? (view.duties.left > 0 ? `${view.duties.left} due` : 'given') : ''}
          done={view.duties?.left === 0}
        />
        <Item here={shown === 'timeline'} go={() => go('timeline')} title="Timeline" count="" done={false} />
        <Item
          here={shown === 'closing'}
          go={() => go('closing')}
          title="Closing"
          count={unpassed === 0 ? 'ready' : `${unpassed} left`}
          done={unpassed === 0}
        />
      </ul>
    </nav>
  )
}

interface ItemProps {
  readonly here: boolean
  readonly go: () => void
  readonly title: string
  readonly count: string
  readonly done: boolean
}

function Item({ here, go, title, count, done }: ItemProps) {
  return (
    <li>
      <button type="button" className="incident-step" aria-current={here ? 'step' : undefined} onClick={go}>
        <span>{title}</span>
        <span className={`number ${done ? 'incident-step-done' : 'faint'}`}>{count}</span>
      </button>
    </li>
  )
}
