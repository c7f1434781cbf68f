// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets what a table is once its display changes
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { FlaggedCall } from '#contract'
import { Moment } from '../../components/Moment.tsx'
import { type Order, turned } from '../../components/order.ts'
import { Signals } from '../../components/Signals.tsx'
import { SortHead } from '../../components/SortHead.tsx'
import { clock, exactMoney } from '../../format.ts'
import { kindWords } from '../../words.ts'
import type { WhereOf } from './calls.ts'
import { MarkMenu } from './MarkMenu.tsx'
import { choicesOf } from './marks.ts'

interface Props {
  readonly calls: readonly FlaggedCall[]
  readonly zone: string
  readonly whereOf: WhereOf
  readonly order: Order | null
  readonly setOrder: (order: Order) => void
  readonly nearEnd: () => void
}

/** Title, whether a number, and which end comes first; null: does not sort. */
const heads: readonly (readonly [title: string, number: boolean, down: boolean | null])[] = [
  ['Started', false, true],
  ['Account', false, false],
  ['To', false, false],
  ['Talk', true, true],
  ['Cost', true, true],
  ['Why', false, null],
  ['', false, null],
]

/** Only the rows in view exist, so a hundred thousand scroll like a hundred. */
export function CallList({ calls, zone, whereOf, order, setOrder, nearEnd }: Props) {
  const box = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: calls.length,
    getScrollElement: () => box.current,
    estimateSize: () => 76,
    overscan: 8,
    getItemKey: (index) => calls[index]?.id ?? index,
  })
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= calls.length - 40) nearEnd()
  }, [last, calls.length, nearEnd])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section ref={box} className="calls" aria-label="List of flagged calls, scrolls" tabIndex={0}>
      <table role="table" aria-label="Flagged calls" aria-rowcount={calls.length + 1}>
        <thead role="rowgroup" className="calls-head">
          <tr role="row" aria-rowindex={1} className="call">
            {heads.map(([title, number, down]) => (
              <SortHead
                key={title}
                title={title}
                number={number}
                order={order}
                turn={down === null ? undefined : () => setOrder(turned(order, title, down))}
              />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="calls-body" style={{ height: rows.getTotalSize() }}>
          {items.map((item) => {
            const call = calls[item.index]
            return (
              call && (
                <tr
                  key={item.key}
                  ref={rows.measureElement}
                  data-index={item.index}
                  role="row"
                  aria-rowindex={item.index + 2}
                  className="call call-row"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <Cells call={call} zone={zone} whereOf={whereOf} />
                </tr>
              )
            )
          })}
        </tbody>
      </table>
      {calls.length === 0 && <p className="calls-none soft">No flagged call fits. Widen the search.</p>}
    </section>
  )
}

function Cells({ call, zone, whereOf }: { call: FlaggedCall; zone: string; whereOf: WhereOf }) {
  const { name: where, prefix } = whereOf(call.to)
  const inbound = call.direction === 'inbound'
  return (
    <>
      <td role="cell" className="call-when">
        <Moment at={call.startedAt} zone={zone} short />
      </td>
      <td role="cell" className="call-account" title={`Caller as recorded: ${call.from}`}>
        {call.account}
      </td>
      <td role="cell" className="call-to" title={`Dialled: ${call.dialled}. Id: ${call.id}`}>
        <span className="number">{inbound ? `from ${call.from}` : call.to}</span>
        {where && <span className="faint">{where}</span>}
      </td>
      <td role="cell" className="call-number call-talk">
        {clock(call.billableSeconds)}
      </td>
      <td role="cell" className="call-number call-cost">
        {call.cost ? exactMoney(call.cost) : <span title="No rate covers this number">no rate</span>}
      </td>
      <td role="cell" className="call-why">
        <span title={kindWords(call.kind).term}>{call.reason}</span>
        <Signals ids={call.signals} />
      </td>
      <td role="cell" className="call-mark">
        <MarkMenu about={`call ${call.id}`} choices={choicesOf(call, prefix, zone)} />
      </td>
    </>
  )
}
