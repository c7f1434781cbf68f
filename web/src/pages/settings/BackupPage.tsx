import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { LedgerLine } from '#contract'
import { ledgerQuery } from '../../api/tokens.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { type Column, Records } from '../../components/Records.tsx'
import { Tag } from '../../components/Tag.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { count } from '../../format.ts'
import { Ago } from './Ago.tsx'
import { actorText } from './ledger-words.ts'
import './access.css'

const WEEK = 7 * 86_400_000
const make = 'ringfence backup /backups/ringfence.tar.gz'
const putBack = 'ringfence restore /backups/ringfence.tar.gz'

/** When everything was backed up last, and how it is done. The file holds all there is: it is made on the server, never sent to a browser. */
export function BackupPage() {
  const { data, error, refetch } = useInfiniteQuery(ledgerQuery('backup.made'))
  useEffect(() => {
    document.title = 'Backup · Settings · Ringfence'
  }, [])
  const made = data?.pages.flatMap((page) => page.items)
  return (
    <div className="stack">
      <div className="stack-tight">
        <h2>Backup</h2>
        <p className="soft">
          One file holds everything that is kept. It is made on the server while it runs, and put back into an
          empty place.
        </p>
      </div>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!made && !error && <Waiting lines={2} what="Looking for backups" height={80} />}
      {made && <Last made={made} />}
      <section className="panel stack" aria-labelledby="backup-how">
        <h3 id="backup-how">How</h3>
        <p className="soft measure">
          Run this on the server, every night, and copy the file to another machine. Keep it as safe as the
          data: unless the key file lies elsewhere, it opens sealed secrets too.
        </p>
        <Line command={make} label="Copy the command for a backup" />
        <p className="soft measure">Put it back on a new machine, into an empty data directory:</p>
        <Line command={putBack} label="Copy the command to put it back" />
      </section>
    </div>
  )
}

function Last({ made }: { made: readonly LedgerLine[] }) {
  const [newest] = made
  const old = !newest || Date.now() - Date.parse(newest.at) > WEEK
  return (
    <section className="panel stack" aria-labelledby="backup-last">
      <div className="row-apart">
        <h3 id="backup-last">The last backups</h3>
        <Tag tone={old ? 'watch' : 'safe'}>
          {newest ? (old ? 'Older than a week' : 'Within the week') : 'None yet'}
        </Tag>
      </div>
      {newest ? (
        <Records
          label="Backups, newest first"
          rows={made}
          columns={columns}
          keyOf={({ seq }) => String(seq)}
        />
      ) : (
        <p className="soft">Nobody has made one with this command. Copies of the disk are not seen here.</p>
      )}
    </section>
  )
}

const columns: readonly Column<LedgerLine>[] = [
  { title: 'When', lead: true, cell: ({ at }) => <Ago at={at} /> },
  { title: 'By', cell: actorText },
  {
    title: 'Rows',
    number: true,
    cell: ({ detail }) => (typeof detail['rows'] === 'number' ? count(detail['rows']) : '–'),
  },
]

function Line({ command, label }: { command: string; label: string }) {
  return (
    <div className="row">
      <code className="command">{command}</code>
      <CopyButton text={command} label={label} />
    </div>
  )
}
