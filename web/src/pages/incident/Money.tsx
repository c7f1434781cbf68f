import { Button } from '@mantine/core'
import { exactMoney } from '../../format.ts'
import { useRoom } from './room.ts'

/** In short what it cost and what comes back; all of it is on the page of the money. */
export function Money() {
  const { view, go } = useRoom()
  const { lost, reconciled, claims } = view
  const figures = [
    ['Likely', lost.likely],
    ...(reconciled ? ([['To be asked back', reconciled.disputed]] as const) : []),
    ...claims.map(({ credited }) => ['Recovered', credited] as const),
  ] as const
  return (
    <section className="panel row-apart" aria-labelledby="money-title">
      <div className="stack-tight">
        <h3 id="money-title">The money</h3>
        <dl className="incident-figures">
          {figures.map(([name, amount]) => (
            <div key={`${name} ${amount.currency}`}>
              <dt>{name}</dt>
              <dd className="number">{exactMoney(amount)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <Button variant="default" onClick={() => go('money')}>
        {reconciled ? 'Open the money page' : 'Match the invoice'}
      </Button>
    </section>
  )
}
