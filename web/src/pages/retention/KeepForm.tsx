import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { RetentionView } from '#contract'
import { retentionQuery } from '../../api/retention.ts'
import type { Place } from '../../api/session.ts'
import { saveSite, siteQuery } from '../../api/sites.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { titles } from './words.ts'

const isDays = (text: string): boolean =>
  text === '' || (/^\d{2,5}$/.test(text) && Number(text) >= 30 && Number(text) <= 36_500)

/** For how many days a site keeps what it has. Saving deletes nothing by itself unless the box is ticked. */
export function KeepForm({ place, view }: { place: Place; view: RetentionView }) {
  const client = useQueryClient()
  const { data: site } = useQuery(siteQuery(place))
  const [days, setDays] = useState(() =>
    Object.fromEntries(view.items.map((item) => [item.what, item.days === null ? '' : String(item.days)])),
  )
  const [automatic, setAutomatic] = useState(view.automatic)
  const save = useMutation({
    mutationFn: () =>
      saveSite(place, { settings: { ...site?.settings, retention: written(days, automatic) } }),
    onSuccess: async (saved) => {
      client.setQueryData(siteQuery(place).queryKey, saved)
      await client.invalidateQueries({ queryKey: retentionQuery(place).queryKey })
      tell('Saved.')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const fine = Object.values(days).every(isDays)
  return (
    <form className="panel stack" onSubmit={submit} aria-labelledby="keep">
      <h3 id="keep">How long it is kept</h3>
      <p className="soft">In days. Leave a field empty to keep everything until somebody deletes it.</p>
      <div className="row">
        {view.items.map(({ what }) => (
          <TextInput
            key={what}
            label={titles[what]}
            inputMode="numeric"
            placeholder="For ever"
            value={days[what] ?? ''}
            error={isDays(days[what] ?? '') ? null : 'From 30 to 36500.'}
            onChange={({ currentTarget }) => setDays({ ...days, [what]: currentTarget.value.trim() })}
          />
        ))}
      </div>
      <Checkbox
        label="Delete what is older every day, without asking"
        checked={automatic}
        onChange={({ currentTarget }) => setAutomatic(currentTarget.checked)}
      />
      {save.error && <ErrorPanel error={save.error} />}
      <div>
        <Button type="submit" loading={save.isPending} disabled={!fine || !site}>
          Save
        </Button>
      </div>
    </form>
  )
}

/** Undefined when nothing is to be deleted by its age: then the key goes out of site.yaml. */
function written(days: Readonly<Record<string, string>>, automatic: boolean): object | undefined {
  const given = Object.entries(days).filter(([, text]) => text !== '')
  if (given.length === 0) return undefined
  return {
    ...Object.fromEntries(given.map(([what, text]) => [what, Number(text)])),
    ...(automatic ? { automatic } : {}),
  }
}
