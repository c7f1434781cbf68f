import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { TokenMade, TokenView } from '#contract'
import { sessionQuery } from '../../api/session.ts'
import { endToken, tokensQuery } from '../../api/tokens.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { type Column, Records } from '../../components/Records.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { Ago } from './Ago.tsx'
import { AskDialog } from './AskDialog.tsx'
import { SecretDialog } from './SecretDialog.tsx'
import { TokenDialog } from './TokenDialog.tsx'
import './access.css'

/** Tokens with which programs use the API in one's name. */
export function TokensPage() {
  const { data: session } = useQuery(sessionQuery)
  const { data, error, refetch } = useQuery(tokensQuery)
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<TokenMade | null>(null)
  const [ending, setEnding] = useState<TokenView | null>(null)
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: endToken,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: tokensQuery.queryKey })
      setEnding(null)
    },
  })
  useEffect(() => {
    document.title = 'API tokens · Settings · Ringfence'
  }, [])
  return (
    <div className="stack">
      <div className="row-apart">
        <div className="stack-tight">
          <h2>API tokens</h2>
          <p className="soft">
            For programs that act in your name. A token never does more than you may, and never what is
            dangerous. All there is to ask: <Link to="/api-reference">the API</Link>.
          </p>
        </div>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
          Make a token
        </Button>
      </div>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={2} what="Loading your tokens" />}
      {data?.items.length === 0 && (
        <p className="panel soft">
          None. A program that reads verdicts, or uploads records every night, wants one.
        </p>
      )}
      {data && data.items.length > 0 && (
        <div className="panel">
          <Records
            label="Your tokens"
            rows={data.items}
            columns={columnsOf(setEnding)}
            keyOf={({ id }) => id}
          />
        </div>
      )}
      {making && session && (
        <TokenDialog
          session={session}
          close={() => setMaking(false)}
          made={(token) => {
            setMaking(false)
            setMade(token)
          }}
        />
      )}
      {made && <SecretDialog made={made} close={() => setMade(null)} />}
      {ending && (
        <AskDialog
          title={`End “${ending.name}”?`}
          act="End it"
          danger
          work={end}
          go={() => end.mutate(ending.id)}
          close={() => setEnding(null)}
        >
          Programs that use it are refused from the next request on. It cannot be brought back; you can make
          another one.
        </AskDialog>
      )}
    </div>
  )
}

const columnsOf = (end: (token: TokenView) => void): readonly Column<TokenView>[] => [
  {
    title: 'Token',
    lead: true,
    cell: ({ name, prefix }) => (
      <div className="person-cell">
        {name}
        <div className="faint">
          <code>{prefix}…</code>
        </div>
      </div>
    ),
  },
  {
    title: 'May do',
    wide: true,
    cell: ({ permissions, customer, site }) => (
      <div>
        {permissions.join(', ')}
        <div className="faint">
          {customer === null ? 'wherever you may' : `at ${customer}${site === null ? '' : `, ${site}`}`}
        </div>
      </div>
    ),
  },
  { title: 'Ends', cell: ({ expiresAt }) => <Ago at={expiresAt} /> },
  { title: 'Used last', cell: ({ lastUsedAt }) => <Ago at={lastUsedAt} never="never" /> },
  {
    title: '',
    cell: (token) => (
      <Button variant="default" size="sm" aria-label={`End ${token.name}`} onClick={() => end(token)}>
        End
      </Button>
    ),
  },
]
