import { Modal, useMantineColorScheme } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { incidentsQuery } from '../api/incidents.ts'
import { investigationsQuery } from '../api/investigations.ts'
import { goTo, mayAnywhere, type Place, placeKey, placesOf, sessionQuery, usePlace } from '../api/session.ts'
import { settingsSections } from '../pages/settings/sections.ts'
import { type Findable, Finder } from './Finder.tsx'
import { sections } from './sections.ts'

interface Props {
  readonly close: () => void
  readonly help: () => void
}

/** Pages, settings, incidents, investigations, sites and what can be done anywhere, by name. */
export function Palette({ close, help }: Props) {
  const place = usePlace()
  const pages = usePages(close)
  const things = useThings(place, close)
  const sites = useSites(place)
  const acts = useActs(help, close)
  return (
    <Modal
      opened
      onClose={close}
      title={<strong>Go to or do something</strong>}
      size="lg"
      yOffset="10vh"
      centered={false}
    >
      <Finder
        label="Go to or do something"
        placeholder="A page, incident, site or act"
        items={[...pages, ...things, ...sites, ...acts]}
        none="Nothing fits."
      />
    </Modal>
  )
}

function usePages(close: () => void): readonly Findable[] {
  const navigate = useNavigate()
  const { data: session } = useQuery(sessionQuery)
  const go = (to: string) => () => {
    close()
    void navigate({ to })
  }
  const settings = settingsSections.filter(
    ({ permission }) => permission === null || mayAnywhere(session, permission),
  )
  return [
    ...sections.map(({ to, title }) => ({ id: to, title, hint: 'Page', run: go(to) })),
    ...settings.map(({ to, title }) => ({ id: to, title, hint: 'Settings', run: go(to) })),
    { id: '/api-reference', title: 'API reference', hint: 'Page', run: go('/api-reference') },
  ]
}

/** The incidents and investigations of the site, the newest of them. */
function useThings(place: Place | null, close: () => void): readonly Findable[] {
  const navigate = useNavigate()
  const nowhere = { customer: '', site: '' }
  const incidents = useQuery({ ...incidentsQuery(place ?? nowhere), enabled: place !== null })
  const investigations = useInfiniteQuery({
    ...investigationsQuery(place ?? nowhere),
    enabled: place !== null,
  })
  return [
    ...(incidents.data?.incidents ?? []).map(({ id, title }) => ({
      id: `incident ${id}`,
      title,
      hint: 'Incident',
      run() {
        close()
        void navigate({ to: '/incidents/$id', params: { id } })
      },
    })),
    ...(investigations.data?.pages ?? [])
      .flatMap(({ items }) => items)
      .map(({ id, title }) => ({
        id: `investigation ${id}`,
        title,
        hint: 'Investigation',
        run() {
          close()
          void navigate({ to: '/investigations/$id', params: { id } })
        },
      })),
  ]
}

function useSites(here: Place | null): readonly Findable[] {
  const { data: session } = useQuery(sessionQuery)
  const places = placesOf(session)
  if (places.length < 2) return []
  return places.map((place) => ({
    id: `site ${placeKey(place)}`,
    title: place.siteName,
    hint: `Work at this site of ${place.customerName}`,
    chosen: here !== null && placeKey(place) === placeKey(here),
    run: () => goTo(place),
  }))
}

function useActs(help: () => void, close: () => void): readonly Findable[] {
  const { setColorScheme } = useMantineColorScheme()
  const look = (value: 'auto' | 'light' | 'dark') => () => {
    setColorScheme(value)
    close()
  }
  return [
    { id: 'keys', title: 'Keyboard shortcuts', hint: 'Show', run: help },
    { id: 'auto', title: 'Colours as this device', hint: 'Appearance', run: look('auto') },
    { id: 'light', title: 'Light colours', hint: 'Appearance', run: look('light') },
    { id: 'dark', title: 'Dark colours', hint: 'Appearance', run: look('dark') },
  ]
}
