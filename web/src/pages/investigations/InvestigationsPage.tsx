import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { investigationsQuery } from '../../api/investigations.ts'
import { mayAt, type Place, sessionQuery, usePlace } from '../../api/session.ts'
import { siteQuery } from '../../api/sites.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { DropForm } from './DropForm.tsx'
import { DropZone } from './DropZone.tsx'
import { InvestigationList } from './InvestigationList.tsx'
import './investigations.css'
import { merged } from './merged.ts'
import { SampleButton } from './SampleButton.tsx'
import { WhereToFind } from './WhereToFind.tsx'

const nothing = {}

export function InvestigationsPage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'Investigations · Ringfence'
  }, [])
  if (!place) {
    return (
      <div className="page-frame stack">
        <h1>You cannot see any site yet</h1>
        <p className="soft">Ask the owner of this console to give you a role at one.</p>
      </div>
    )
  }
  return <Investigations place={place} />
}

function Investigations({ place }: { place: Place }) {
  const list = useInfiniteQuery(investigationsQuery(place))
  const site = useQuery(siteQuery(place))
  const { data: session } = useQuery(sessionQuery)
  const may = mayAt(session, place, 'investigations.start')
  const [files, setFiles] = useState<readonly File[]>([])
  const [asked, setAsked] = useState(false)
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const empty = list.isSuccess && items.length === 0
  const add = (more: readonly File[]) => setFiles((before) => merged(before, more))
  const close = () => {
    setFiles([])
    setAsked(false)
  }

  return (
    <div className="page-frame stack-wide">
      <div className="row-apart">
        <div className="stack-tight">
          <h1>Investigations</h1>
          <p className="soft">
            From a call log to a verdict: was it a breach, is it still going on, and what did it cost.
          </p>
        </div>
        {may && items.length > 0 && files.length === 0 && !asked && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAsked(true)}>
            New investigation
          </Button>
        )}
      </div>

      {files.length > 0 && !site.isPending && (
        <DropForm
          place={place}
          settings={site.data?.settings ?? nothing}
          files={files}
          change={setFiles}
          add={add}
          close={close}
        />
      )}
      {empty && !may && (
        <p className="soft">
          Nothing has been investigated here yet. Your role may look, and not start anything.
        </p>
      )}
      {may && files.length === 0 && (empty || asked) && (
        <div className="stack">
          <DropZone
            title="Drop your call log here"
            about="Call records of Asterisk, FreePBX, FreeSWITCH, 3CX, Cisco, Kamailio or Twilio, and Asterisk security logs. The kind is recognised by what is inside; gzip is fine, and so are several files at once."
            add={add}
          />
          <div className="row">
            <SampleButton place={place} />
            {asked && !empty && (
              <Button variant="subtle" color="gray" onClick={close}>
                Cancel
              </Button>
            )}
          </div>
          <WhereToFind />
        </div>
      )}

      {list.isPending && <Waiting lines={4} what="Loading investigations" />}
      {list.error && <ErrorPanel error={list.error} retry={() => list.refetch()} />}
      {items.length > 0 && <InvestigationList items={items} />}
      {list.hasNextPage && (
        <div>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      )}
    </div>
  )
}
