import type { Verdict } from '#contract'
import { counted, countryName, money } from '../../format.ts'
import './world.css'
import { byCountry } from './countries.ts'
import world from './world.json'

const middles = world.middles as Readonly<Record<string, readonly number[]>>

/** Where the calls went, by country: the larger the mark, the larger the loss. The table beside it says the same in figures. */
export function WorldMap({
  destinations,
  pick,
}: {
  destinations: Verdict['destinations']
  pick: (country: string) => void
}) {
  const countries = byCountry(destinations)
  const most = Math.max(1, ...countries.map(({ weight }) => weight))
  const called = new Set(countries.map(({ country }) => country))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture is no form
    <svg
      className="world"
      viewBox={`0 8 ${world.width} ${world.height - 40}`}
      aria-label="Map of the destinations"
      role="group"
    >
      <g aria-hidden>
        {world.lands.map(([code = '', path = '']) => (
          <path
            key={code + path.slice(0, 12)}
            d={path}
            className={called.has(code) ? 'land land-called' : 'land'}
          />
        ))}
      </g>
      {countries.map(({ country, risk, calls, weight, exposure }) => {
        const [x, y] = middles[country] ?? []
        if (x === undefined || y === undefined) return null
        const words = `${countryName(country)}: ${counted(calls, 'call')}, ${money(exposure)}`
        return (
          // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a picture
          <g
            key={country}
            role="button"
            tabIndex={0}
            aria-label={words}
            className={`spot spot-${risk}`}
            onClick={() => pick(country)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === ' ') pick(country)
            }}
          >
            <title>{words}</title>
            <circle cx={x} cy={y} r={6 + 20 * Math.sqrt(weight / most)} />
          </g>
        )
      })}
    </svg>
  )
}
