import type { ConnectReport } from '#contract'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Tag } from '../../components/Tag.tsx'
import { controlNames, readWords } from './words.ts'

type Shown = Pick<ConnectReport, 'capabilities' | 'reads' | 'paste'>

/** What can be read and done at a system, and the lines that enable the rest. */
export function Found({ capabilities, reads, paste }: Shown) {
  return (
    <div className="stack">
      <div className="stack-tight">
        <h3>What is read</h3>
        <ul className="found">
          {reads.map((line) => (
            <Read key={line} line={line} />
          ))}
        </ul>
      </div>
      {capabilities.length > 0 && (
        <div className="stack-tight">
          <h3>What can be done</h3>
          <ul className="found">
            {capabilities.map((one) => (
              <Can key={one.control} {...one} />
            ))}
          </ul>
        </div>
      )}
      {paste !== '' && (
        <div className="stack-tight">
          <h3>To enable the rest, put on the system</h3>
          {/* Long: a keyboard must be able to scroll it. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
          <pre className="found-paste" tabIndex={0}>
            {paste}
          </pre>
          <div className="row">
            <CopyButton text={paste} label="Copy the lines" />
          </div>
        </div>
      )}
    </div>
  )
}

const NOT = /^Not: /

function Read({ line }: { line: string }) {
  const isRead = !NOT.test(line)
  return (
    <li>
      <Tag tone={isRead ? 'safe' : 'unknown'}>{isRead ? 'Read' : 'Not read'}</Tag>
      <span>{readWords(line.replace(NOT, ''))}</span>
    </li>
  )
}

function Can(one: ConnectReport['capabilities'][number]) {
  const { control, available, how } = one
  return (
    <li>
      <Tag tone={available ? 'safe' : 'watch'}>{available ? 'Can' : 'Missing'}</Tag>
      <span className="stack-tight">
        <span>
          <strong>{controlNames[control] ?? control}</strong>
          {how !== '' && <span className="soft">: {how}</span>}
        </span>
        {available && <span className="faint">{limitsOf(one)}</span>}
      </span>
    </li>
  )
}

const limitsOf = ({
  undoable,
  survivesRestart,
  keepsEmergency,
}: ConnectReport['capabilities'][number]): string =>
  undoable
    ? [
        'can be undone',
        survivesRestart ? 'stays over a restart' : 'gone after a restart',
        keepsEmergency ? 'emergency calls pass' : 'emergency calls do not pass',
      ].join(' · ')
    : 'cannot be undone'
