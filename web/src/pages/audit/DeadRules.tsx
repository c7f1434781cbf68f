import { Button } from '@mantine/core'
import { useState } from 'react'
import type { DeadRulesJson } from '#contract'
import { count, counted } from '../../format.ts'
import { Rule } from './Way.tsx'

const kinds: Readonly<Record<DeadRulesJson['dead'][number]['kind'], string>> = {
  redundant: 'Earlier rules say the same',
  contradicted: 'Earlier rules say the opposite',
  shadowed: 'Earlier rules take all its packets',
  impossible: 'No packet is what it asks for',
}
const FIRST = 10

/** Rules that no packet gets to. */
export function DeadRules({ dead: { dead, rules, notAnalysed } }: { dead: DeadRulesJson }) {
  const [all, setAll] = useState(false)
  // What is about telephony is why one is here.
  const sorted = [...dead].sort((a, b) => Number(b.telephony) - Number(a.telephony))
  const shown = all ? sorted : sorted.slice(0, FIRST)
  return (
    <section className="panel stack" aria-labelledby="dead">
      <div className="stack-tight">
        <h2 id="dead">Rules that never count</h2>
        <p className="soft">
          {dead.length === 0
            ? `Each of ${counted(rules, 'rule')} that could be looked at counts for some packet.`
            : `${counted(dead.length, 'rule')} of ${count(rules)}: whoever wrote them expects something else.`}
        </p>
      </div>
      {shown.length > 0 && (
        <ul className="plain-list">
          {shown.map(({ file, line, chain, rule, kind, because, telephony }) => (
            <li key={`${file} ${line} ${chain}`} className="stack-tight">
              <Rule file={file} line={line} rule={rule} />
              <span className="soft">
                {chain}: {kinds[kind]}
                {because[0] && `, first in line ${because[0].line}: ${because[0].rule}`}
                {telephony && ' (about telephony)'}
              </span>
            </li>
          ))}
        </ul>
      )}
      {dead.length > shown.length && (
        <div>
          <Button variant="default" size="sm" onClick={() => setAll(true)}>
            Show all {count(dead.length)}
          </Button>
        </div>
      )}
      {notAnalysed.length > 0 && (
        <p className="soft">Too large to be looked at as a whole: {notAnalysed.join(', ')}.</p>
      )}
    </section>
  )
}
