import { Menu, UnstyledButton } from '@mantine/core'
import { IconBuilding, IconCheck, IconSelector } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { placeKey, placesOf, rememberPlace, sessionQuery, usePlace } from '../api/session.ts'

/** Where one is working. With a single site it is only said, not asked. */
export function SiteSwitcher() {
  const { data } = useQuery(sessionQuery)
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
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className="site-switcher site-switcher-many" aria-label={`Site: ${label}. Change`}>
          <IconBuilding size={17} aria-hidden />
          <span>{label}</span>
          <IconSelector size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map((place) => (
          <Menu.Item
            key={placeKey(place)}
            rightSection={
              placeKey(place) === placeKey(current) ? <IconCheck size={15} aria-label="chosen" /> : null
            }
            onClick={() => {
              rememberPlace(place)
              location.assign('/investigations')
            }}
          >
            {place.customerName}, {place.siteName}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
