import { Button, FileButton, Radio } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeckPreview, DeckSummary } from '#contract'
import { importRates, previewRates, ratesQuery } from '../../api/rates.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { counted } from '../../format.ts'
import { textOf } from '../../text-of.ts'
import { MappingFields } from './MappingFields.tsx'
import { type Draft, wholeMapping } from './mapping.ts'
import { PreviewTable } from './PreviewTable.tsx'

/** From a file to a price list: what each column is, how it reads then, and only after that the import. */
export function ImportPanel({ place, deck }: { place: Place; deck: DeckSummary | null }) {
  const [file, setFile] = useState<{ name: string; text: string } | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [mode, setMode] = useState<'replace' | 'add'>('replace')
  const client = useQueryClient()
  const preview = useMutation({
    mutationFn: ({ text, mapping }: { text: string; mapping: Draft | null }) =>
      previewRates(place, { text, mapping: mapping ? wholeMapping(mapping) : undefined }),
    onSuccess: ({ mapping }) => setDraft((before) => before ?? mapping),
  })
  const close = () => {
    setFile(null)
    setDraft(null)
    preview.reset()
    save.reset()
  }
  const save = useMutation({
    mutationFn: (text: string) =>
      importRates(place, { text, mode, mapping: draft ? wholeMapping(draft) : undefined }),
    onSuccess: (rates) => {
      client.setQueryData(ratesQuery(place).queryKey, rates)
      close()
      tell('Imported. Calls that are read or followed from now on are priced by it.')
    },
  })
  const open = async (chosen: File | null) => {
    if (!chosen) return
    close()
    const text = await textOf(chosen)
    setFile({ name: chosen.name, text })
    preview.mutate({ text, mapping: null })
  }
  const change = (next: Draft) => {
    setDraft(next)
    if (file && wholeMapping(next)) preview.mutate({ text: file.text, mapping: next })
  }
  return (
    <section className="panel stack" aria-labelledby="import">
      <div className="row-apart">
        <div className="stack-tight">
          <h3 id="import">Import a price list</h3>
          <p className="soft">
            A CSV file of your carrier, with any columns. Nothing changes before you say so.
          </p>
        </div>
        <FileButton accept=".csv,.txt,.tsv,text/csv" onChange={(chosen) => void open(chosen)}>
          {(props) => (
            <Button variant="default" {...props}>
              Choose a file
            </Button>
          )}
        </FileButton>
      </div>
      {preview.error && <ErrorPanel error={preview.error} />}
      {file && draft && preview.data && (
        <>
          <MappingFields name={file.name} preview={preview.data} draft={draft} change={change} />
          <Outcome preview={preview.data} />
          {deck && (
            <Radio.Group
              label="The price list there is"
              value={mode}
              onChange={(value) => setMode(value === 'add' ? 'add' : 'replace')}
            >
              <div className="stack-tight choices">
                <Radio value="replace" label="Put this one in its place" />
                <Radio
                  value="add"
                  label="Keep it, and add these rows: of two for one number the later in force counts"
                />
              </div>
            </Radio.Group>
          )}
          {save.error && <ErrorPanel error={save.error} />}
          <div className="row">
            <Button
              disabled={!preview.data.deck || preview.isPending}
              loading={save.isPending}
              onClick={() => save.mutate(file.text)}
            >
              {preview.data.deck ? `Import ${counted(preview.data.deck.rows, 'row')}` : 'Import'}
            </Button>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

function Outcome({ preview }: { preview: DeckPreview }) {
  if (preview.problem)
    return (
      <div className="error-panel tone-watch" role="alert">
        <p className="error-detail">It cannot be read like this.</p>
        <p>{preview.problem}</p>
      </div>
    )
  return (
    <>
      <PreviewTable rates={preview.rates} currency={preview.deck?.currency ?? ''} />
      {preview.rejected > 0 && (
        <div className="stack-tight">
          <p>{counted(preview.rejected, 'line')} cannot be used and will be left out:</p>
          <ul className="left-out soft">
            {preview.rejects.map(({ line, reason }) => (
              <li key={line}>
                Line {line}: {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
