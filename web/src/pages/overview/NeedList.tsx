import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { placeKey } from '../../api/session.ts'
import { Tag } from '../../components/Tag.tsx'
import { counted } from '../../format.ts'
import type { Need } from './needs.ts'
import { standing } from './needs.ts'

const atFirst = 6

/** What waits for a person, the most pressing first. */
export function NeedList({ needs, many }: { needs: readonly Need[]; many: boolean }) {
  const [all, setAll] = useState(false)
  const pressing = needs.filter(({ tone }) => tone !== 'unknown')
  const later = needs.length - pressing.length
  // Hundreds of sites where nothing was read yet are one line, not hundreds.
  const listed = later > 3 ? pressing : needs
  const shown = all ? listed : listed.slice(0, atFirst)
  return (
    <section className="panel stack" aria-labelledby="needs-title">
      <h2 id="needs-title">What needs you</h2>
      {needs.length === 0 && (
        <p className="soft">Nothing. Every site was read, and the newest reading of each is clear.</p>
      )}
      {shown.length > 0 && (
        <ul className="needs">
          {shown.map((need) => (
            <li key={placeKey(need.site)} className="need">
              <Tag tone={need.tone} live={standing(need.site).live && need.tone === 'loss'}>
                {need.tone === 'unknown' ? 'To do' : standing(need.site).words}
              </Tag>
              <span className="need-what">
                {many && (
                  <strong>
                    {need.site.name}
                    <span className="faint"> {need.site.customerName}</span>
                  </strong>
                )}
                <span className={many ? 'soft' : ''}>{need.what}</span>
              </span>
              <NeedAct need={need} />
            </li>
          ))}
        </ul>
      )}
      {later > 3 && (
        <p className="soft">
          {counted(later, 'site')} with nothing read, or not set up yet: sort the table below by state or by
          last reading.
        </p>
      )}
      {listed.length > shown.length && (
        <div>
          <Button variant="default" size="sm" onClick={() => setAll(true)}>
            Show {counted(listed.length - shown.length, 'more', 'more')}
          </Button>
        </div>
      )}
    </section>
  )
}

function NeedAct({ need }: { need: Need }) {
  const { customer, site } = need.site
  const search = { site: placeKey({ customer, site }) }
  const button = { variant: need.tone === 'loss' ? 'filled' : 'default', size: 'sm' } as const
  if (need.to === 'settings')
    return (
      <Button
        {...button}
        component={Link}
        to="/settings/sites/$customer/$site"
        params={{ customer, site } as never}
      >
        {need.act}
      </Button>
    )
  if (need.to === 'incident' && need.site.handled)
    return (
      <Button
        {...button}
        component={Link}
        to="/incidents/$id"
        params={{ id: need.site.handled.id } as never}
        search={search as never}
      >
        {need.act}
      </Button>
    )
  if (need.to === 'investigation' && need.investigation)
    return (
      <Button
        {...button}
        component={Link}
        to="/investigations/$id"
        params={{ id: need.investigation } as never}
        search={search as never}
      >
        {need.act}
      </Button>
    )
  return (
    <Button {...button} component={Link} to="/investigations" search={search as never}>
      {need.act}
    </Button>
  )
}
