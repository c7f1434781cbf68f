import type { ReachAnswer, ReachCell } from '#contract'
import { Tag } from '../../components/Tag.tsx'
import { answerTone, answerWords } from './words.ts'

type Answer = Pick<ReachCell, 'answer' | 'witness' | 'decidedBy' | 'path' | 'condition'>

/** An answer with its witness: one packet, its way through the firewalls, and the rules that decide. */
export function Way({ answer }: { answer: Answer }) {
  const { witness, decidedBy, path, condition } = answer
  const said = answer.answer ?? 'none'
  return (
    <div className="stack">
      <div className="stack-tight">
        <div>
          <Tag tone={answerTone(said)}>{answerWords[said]}</Tag>
        </div>
        {condition !== null && <p className="sentence">{condition}</p>}
      </div>
      {witness && (
        <div className="stack-tight">
          <h3>{said === 'never' ? 'A packet that does not get through' : 'A packet that gets through'}</h3>
          <Packet witness={witness} />
        </div>
      )}
      {path.length > 0 && (
        <div className="stack-tight">
          <h3>Its way</h3>
          <ol className="way">
            {path.map(({ firewall, chain, file, line, rule, does }, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a packet may meet one rule twice
              <li key={n}>
                <span className="way-where">
                  {firewall}, {chain}
                </span>
                <span>{does}</span>
                <Rule file={file} line={line} rule={rule} />
              </li>
            ))}
          </ol>
        </div>
      )}
      {decidedBy.length > 0 && (
        <div className="stack-tight">
          <h3>What decides</h3>
          <ul className="plain-list">
            {decidedBy.map(({ file, line, rule, does, chain }) => (
              <li key={`${file} ${line} ${chain} ${does}`} className="stack-tight">
                <span>
                  {chain} {does} it
                </span>
                <Rule file={file} line={line} rule={rule} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {said === 'never' && !witness && decidedBy.length === 0 && (
        <p className="soft">No packet gets through: none of the rules on the way accepts one.</p>
      )}
    </div>
  )
}

export function Rule({ file, line, rule }: { file: string; line: number; rule: string }) {
  return (
    <span className="evidence">
      <span className="faint evidence-place">
        {file}, line {line}
      </span>
      <code>{rule}</code>
    </span>
  )
}

type Witness = NonNullable<ReachAnswer['witness']>

function Packet({ witness }: { witness: Witness }) {
  const { src, dst, proto, sport, dport, icmpType, inInterface, outInterface } = witness
  const port = (n: number | null): string => (n === null ? '' : ` port ${n}`)
  const facts: readonly (readonly [string, string])[] = [
    ['From', `${src}${port(sport)}`],
    ['To', `${dst}${port(dport)}`],
    ['Protocol', icmpType === null ? proto : `${proto}, type ${icmpType}`],
    ['Comes in by', inInterface ?? ''],
    ['Leaves by', outInterface ?? ''],
  ]
  return (
    <dl className="packet">
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
    </dl>
  )
}
