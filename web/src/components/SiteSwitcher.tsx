import { Popover, UnstyledButton } from '@mantine/core'
import { IconBuilding, IconSelector } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { goTo, placeKey, placesOf, sessionQuery, usePlace } from '../api/session.ts'
import { Finder } from './Finder.tsx'

/** Where one is working. With a single site it is only said, not asked. */
export function SiteSwitcher() {
  const { data } = useQuery(sessionQuery)
  const [open, setOpen] = useState(false)
  const here = usePlace()
  const places = placesOf(data)
  const current = places.find((place) => here && placeKey(place) === placeKey(here))
  if (!current) return null
  const label =
    current.customerName === current.siteName
      ? current.siteName
      : `${current.customerName}, ${current.siteName}`
  if (places.length === 1) {
    return (
      <div className="site-switcher">
        <IconBuilding size={17} aria-hidden />
        <span title="The site you are working on">{label}</span>
      </div>
    )
  }
  const items = places.map((place) => ({
    id: placeKey(place),
    title: place.siteName,
    hint: place.customerName,
    chosen: placeKey(place) === placeKey(current),
    run: () => goTo(place),
  }))
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={380} trapFocus shadow="md">
      <Popover.Target>
        <UnstyledButton
          className="site-switcher site-switcher-many"
          aria-label={`Site: ${label}. Change`}
          onClick={() => setOpen(!open)}
        >
          <IconBuilding size={17} aria-hidden />
          <span>{label}</span>
          <IconSelector size={15} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="Choose a site">
        <Finder label="Choose a site" placeholder="Site or customer" items={items} none="No site fits." />
      </Popover.Dropdown>
    </Popover>
  )
}
