import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { IncidentNotices } from '#contract'
import { noteExposedData, noticesQuery } from '../../api/notices.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { useRoom } from './room.ts'
import { dataNames } from './words.ts'

type Data = NonNullable<IncidentNotices['telling']>['data'][number]

/** What may have been seen by others. It is only ever added to: what was possible once stays on record. */
export function ExposedData({ known }: { known: readonly Data[] }) {
  const { place, view } = useRoom()
  const [more, setMore] = useState<readonly Data[]>([])
  const client = useQueryClient()
  const note = useMutation({
    mutationFn: () => noteExposedData(place, view.id, more),
    onSuccess: async ({ queued }) => {
      await client.invalidateQueries({ queryKey: noticesQuery(place, view.id).queryKey })
      setMore([])
      tell(queued.length > 0 ? `Noted. ${queued.map(({ name }) => name).join(', ')}: told now.` : 'Noted.')
    },
  })
  return (
    <details>
      <summary>Data that may be exposed{known.length > 0 && `: ${known.length}`}</summary>
      <div className="stack">
        <Checkbox.Group
          label="Legal and compliance are told by themselves when it concerns others"
          value={[...known, ...more]}
          onChange={(chosen) => setMore((chosen as Data[]).filter((each) => !known.includes(each)))}
        >
          <div className="exposed">
            {(Object.keys(dataNames) as Data[]).map((each) => (
              <Checkbox key={each} value={each} label={dataNames[each]} disabled={known.includes(each)} />
            ))}
          </div>
        </Checkbox.Group>
        {note.error && <ErrorPanel error={note.error} />}
        <div>
          <Button
            size="sm"
            variant="default"
            disabled={more.length === 0}
            loading={note.isPending}
            onClick={() => note.mutate()}
          >
            Note it
          </Button>
        </div>
      </div>
    </details>
  )
}
