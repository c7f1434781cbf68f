import { Button, FileButton, Progress } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InvoicePreview } from '#contract'
import { keyOf } from '../../../api/incidents.ts'
import { matchInvoice, previewInvoice } from '../../../api/invoices.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { tell } from '../../../components/notices.ts'
import { counted } from '../../../format.ts'
import { textOf } from '../../../text-of.ts'
import { useRoom } from '../room.ts'
import { InvoiceFields } from './InvoiceFields.tsx'
import { ReadsAs } from './ReadsAs.tsx'
import { type Draft, wholeMapping } from './words.ts'

/** So much of a file shows how the rest reads. */
const HEAD = 200_000

/** From the carrier's file to every line in its class: how it reads first, and only after that the match. */
export function InvoiceDrop({ again }: { again: boolean }) {
  const { place, view, mayWork } = useRoom()
  const [chosen, setChosen] = useState<{ file: File; head: string } | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [share, setShare] = useState(0)
  const client = useQueryClient()
  const preview = useMutation({
    mutationFn: ({ head, mapping }: { head: string; mapping: Draft | null }) =>
      previewInvoice(place, view.id, { text: head, mapping: mapping ? wholeMapping(mapping) : undefined }),
    onSuccess: ({ mapping }) => setDraft((before) => before ?? mapping),
  })
  const match = useMutation({
    mutationFn: (file: File) =>
      matchInvoice(place, view.id, {
        file,
        mapping: draft ? wholeMapping(draft) : undefined,
        told: setShare,
      }),
    onSuccess: async (after) => {
      client.setQueryData(keyOf(place, view.id), after)
      await client.invalidateQueries({ queryKey: [...keyOf(place, view.id), 'reconciliation'] })
      close()
      tell('Matched. The invoice and the result are in custody.')
    },
  })
  const close = () => {
    setChosen(null)
    setDraft(null)
    setShare(0)
    preview.reset()
    match.reset()
  }
  const open = async (file: File | null) => {
    if (!file) return
    close()
    const head = await headOf(file)
    setChosen({ file, head })
    preview.mutate({ head, mapping: null })
  }
  const change = (next: Draft) => {
    setDraft(next)
    if (chosen && wholeMapping(next)) preview.mutate({ head: chosen.head, mapping: next })
  }
  if (!mayWork) return null
  return (
    <section className="panel stack" aria-labelledby="drop-title">
      <div className="row-apart">
        <div className="stack-tight">
          <h3 id="drop-title">{again ? 'Match another invoice' : 'Match the invoice with your calls'}</h3>
          <p className="soft">
            The list of calls your carrier bills, as a CSV file with any columns. It is compared with the
            calls on record here, line by line. Nothing happens before you say so.
          </p>
        </div>
        <FileButton accept=".csv,.txt,.tsv,text/csv" onChange={(file) => void open(file)}>
          {(props) => (
            <Button variant={again ? 'default' : 'filled'} {...props}>
              Choose the invoice
            </Button>
          )}
        </FileButton>
      </div>
      {preview.error && <ErrorPanel error={preview.error} />}
      {chosen && draft && preview.data && (
        <>
          <InvoiceFields name={chosen.file.name} preview={preview.data} draft={draft} change={change} />
          <Outcome preview={preview.data} zone={view.zone} />
          {match.error && <ErrorPanel error={match.error} />}
          {match.isPending && (
            <div role="status" className="stack-tight">
              <p>{share < 1 ? 'Sending the invoice …' : 'Matching it with your calls …'}</p>
              <Progress value={share * 100} animated={share >= 1} aria-label="Sent" />
            </div>
          )}
          <div className="row">
            <Button
              disabled={preview.data.problem !== null || preview.data.lines.length === 0 || preview.isPending}
              loading={match.isPending}
              onClick={() => match.mutate(chosen.file)}
            >
              Match it with the calls
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

/** The first lines, whole ones. */
async function headOf(file: File): Promise<string> {
  const text = await textOf(file.slice(0, HEAD))
  return file.size <= HEAD ? text : text.slice(0, text.lastIndexOf('\n') + 1)
}

function Outcome({ preview, zone }: { preview: InvoicePreview; zone: string }) {
  if (preview.problem)
    return (
      <div className="error-panel tone-watch" role="alert">
        <p className="error-detail">It cannot be read like this.</p>
        <p>{preview.problem}</p>
      </div>
    )
  return (
    <>
      <ReadsAs lines={preview.lines} zone={zone} />
      {preview.rejected > 0 && (
        <div className="stack-tight">
          <p>{counted(preview.rejected, 'line')} of the first ones cannot be used:</p>
          <ul className="soft">
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
