import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { SiteChange, SiteView } from '#contract'
import { ApiProblem } from '../../api/client.ts'
import { type Place, sessionQuery } from '../../api/session.ts'
import { saveSite, siteQuery } from '../../api/sites.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { Waiting } from '../../components/Waiting.tsx'
import type { EditorProps } from './editor.ts'
import { SiteForm } from './SiteForm.tsx'
import { SiteYaml } from './SiteYaml.tsx'
import { wrongLines } from './site-form.ts'

export function SitePage() {
  const place = useParams({ from: '/inside/settings/sites/$customer/$site' })
  const { data, error, refetch } = useQuery(siteQuery(place))
  useEffect(() => {
    if (data) document.title = `${data.name} · Settings · Ringfence`
  }, [data])
  return (
    <div className="stack">
      <p className="faint">
        <Link to="/settings/sites">Sites</Link> <span aria-hidden>/</span> {data?.customerName ?? ''}
      </p>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={3} height={120} what="Loading the site" />}
      {data && <Editor key={`${data.customer}/${data.site}`} place={place} view={data} />}
    </div>
  )
}

function Editor({ place, view }: { place: Place; view: SiteView }) {
  const [asYaml, setAsYaml] = useState(false)
  const [dirty, setDirty] = useState(false)
  const { data: session } = useQuery(sessionQuery)
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (change: SiteChange) => saveSite(place, change),
    onSuccess: (saved) => {
      client.setQueryData(siteQuery(place).queryKey, saved)
      void client.invalidateQueries({ queryKey: ['overview'] })
      void client.invalidateQueries({ queryKey: ['session'] })
      setDirty(false)
      tell(`Saved. The next investigation of ${saved.name} uses it.`)
    },
  })
  const wrong = save.error instanceof ApiProblem ? wrongLines(save.error.message) : []
  const props: EditorProps = {
    view,
    save: save.mutate,
    saving: save.isPending,
    mayChange: session?.person?.role === 'owner',
    setDirty,
    wrong,
  }
  return (
    <section className="panel stack" aria-labelledby="site-title">
      <div className="row-apart">
        <h2 id="site-title">{view.name}</h2>
        <fieldset className="tabs" aria-label="How to edit">
          {[false, true].map((yaml) => (
            <button
              key={String(yaml)}
              type="button"
              className={asYaml === yaml ? 'tab tab-here' : 'tab'}
              aria-pressed={asYaml === yaml}
              disabled={dirty && asYaml !== yaml}
              title={dirty && asYaml !== yaml ? 'Save or discard your changes first' : undefined}
              onClick={() => {
                save.reset()
                setAsYaml(yaml)
              }}
            >
              {yaml ? 'As site.yaml' : 'As a form'}
            </button>
          ))}
        </fieldset>
      </div>
      {!props.mayChange && <p className="soft">Only an owner may change this.</p>}
      {asYaml ? <SiteYaml {...props} /> : <SiteForm {...props} />}
      {save.error && wrong.length === 0 && <ErrorPanel error={save.error} />}
    </section>
  )
}
