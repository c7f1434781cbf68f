import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ByHandGuides } from '#contract'
import { attestByHand, byHandQuery } from '../../api/by-hand.ts'
import { useMay } from '../../api/controls.ts'
import type { Place } from '../../api/session.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { controlNames } from './words.ts'

type Product = ByHandGuides['products'][number]

/** Where nothing can be connected: what to do there, and that it was done. */
export function ByHand({ place }: { place: Place }) {
  const { data, error, refetch } = useQuery(byHandQuery(place))
  const [chosen, setChosen] = useState('')
  const product = data?.products.find(({ id }) => id === chosen)
  return (
    <section className="panel stack" aria-labelledby="by-hand-title">
      <div className="stack-tight">
        <h2 id="by-hand-title">By hand, where nothing can be connected</h2>
        <p className="soft">
          Ringfence cannot act at these. It shows the way and keeps who says they went it; it does not see
          whether it worked, so try it as each way ends.
        </p>
      </div>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!(data || error) && <Waiting lines={1} what="Loading the ways by hand" />}
      {data && (
        <NativeSelect
          className="connect-kind"
          label="Product"
          value={chosen}
          data={[
            { value: '', label: 'Choose one' },
            ...data.products.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        />
      )}
      {product?.steps.map((step) => (
        <Way key={`${product.id} ${step.control}`} place={place} product={product} step={step} />
      ))}
    </section>
  )
}

interface WayProps {
  readonly place: Place
  readonly product: Product
  readonly step: Product['steps'][number]
}

function Way({ place, product, step }: WayProps) {
  const { control, example, caution, source } = step
  const may = useMay('controls.act')
  const name = controlNames[control] ?? control
  return (
    <article className="by-hand stack-tight" aria-label={name}>
      <h3>{name}</h3>
      <ol>
        {step.do.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {example !== '' && (
        <>
          <pre className="by-hand-example">{example}</pre>
          <div className="row">
            <CopyButton text={example} label="Copy" />
          </div>
        </>
      )}
      {caution !== '' && (
        <p>
          <strong>Mind:</strong> {caution}
        </p>
      )}
      <p className="faint">
        As{' '}
        <a href={source} target="_blank" rel="noreferrer">
          {new URL(source).hostname}
        </a>{' '}
        says; menus change with versions.
      </p>
      {may && <Done place={place} product={product.id} control={control} />}
    </article>
  )
}

function Done({ place, product, control }: { place: Place; product: string; control: string }) {
  const [account, setAccount] = useState('')
  const attest = useMutation({ mutationFn: () => attestByHand(place, { product, control, account }) })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    attest.mutate()
  }
  if (attest.isSuccess) return <p role="status">Kept in the audit log, under your name.</p>
  return (
    <form className="by-hand-done" onSubmit={submit}>
      <TextInput
        label="Done to"
        description="Account, number or address; empty when to all"
        autoComplete="off"
        maxLength={200}
        value={account}
        onChange={({ currentTarget }) => setAccount(currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={attest.isPending}>
        I have done this
      </Button>
      {attest.error && <ErrorPanel error={attest.error} />}
    </form>
  )
}
