import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { AuditReach } from '#contract'
import type { CellName } from '../../api/audits.ts'
import { type AnswerWord, answerTone, answerWords } from './words.ts'

interface Props {
  readonly reach: AuditReach
  readonly chosen: CellName | null
  readonly choose: (cell: CellName) => void
}

/** For one zone: which of the others reaches which of its services. Each answer can be opened. */
export function Matrix({ reach: { zones, services, cells }, chosen, choose }: Props) {
  const [to, setTo] = useState(() => zones.find(({ role }) => role === 'pbx')?.name ?? zones[0]?.name ?? '')
  const answers = new Map(
    cells.filter((cell) => cell.to === to).map((cell) => [`${cell.from}\n${cell.service}`, cell.answer]),
  )
  const rows = zones.filter(({ name }) => name !== to)
  return (
    <section className="panel stack" aria-labelledby="matrix">
      <div className="row-apart">
        <h2 id="matrix">Who reaches {to}</h2>
        <NativeSelect
          aria-label="Zone that is reached"
          value={to}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
          data={zones.map(({ name, role }) => ({
            value: name,
            label: role === name ? name : `${name} (${role})`,
          }))}
        />
      </div>
      <p className="soft">Choose an answer to see the packet, its way, and the rules that decide.</p>
      <section
        className="matrix-box"
        aria-label="Matrix, scrolls"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
        tabIndex={0}
      >
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">From</th>
              {services.map((service) => (
                <th key={service} scope="col">
                  {service}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name: from }) => (
              <tr key={from}>
                <th scope="row">{from}</th>
                {services.map((service) => (
                  <td key={service}>
                    <Answer
                      cell={{ from, to, service }}
                      answer={answers.get(`${from}\n${service}`) ?? 'none'}
                      isChosen={chosen?.from === from && chosen.to === to && chosen.service === service}
                      choose={choose}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

interface AnswerProps {
  readonly cell: CellName
  readonly answer: AnswerWord
  readonly isChosen: boolean
  readonly choose: (cell: CellName) => void
}

function Answer({ cell, answer, isChosen, choose }: AnswerProps) {
  if (answer === 'none') return <span className="faint">{answerWords.none}</span>
  return (
    <button
      type="button"
      className={`matrix-answer tone-${answerTone(answer)}`}
      aria-pressed={isChosen}
      aria-label={`${cell.from} to ${cell.service}: ${answerWords[answer]}`}
      onClick={() => choose(cell)}
    >
      {answerWords[answer]}
    </button>
  )
}
