// node tools/build-world.mjs COUNTRIES-110M COUNTRIES-50M: makes web/src/pages/verdict/world.json of two files of the package
// world-atlas (ISC; Natural Earth, public domain): outlines from the coarse one, the middle of each country from the finer one,
// which also knows the small islands that fraud likes to call.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const [coarse, fine] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, 'utf8')))
const WIDTH = 960

/** Equal Earth projection (Šavrič, Patterson and Jenny, 2018), in pixels. */
function project([longitude, latitude]) {
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796]
  const theta = Math.asin((Math.sqrt(3) / 2) * Math.sin((latitude * Math.PI) / 180))
  const t2 = theta * theta
  const t6 = t2 ** 3
  const x =
    (2 * Math.sqrt(3) * ((longitude * Math.PI) / 180) * Math.cos(theta)) /
    (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1))
  const y = theta * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1)
  const scale = WIDTH / 5.42
  return [Math.round((x + 2.71) * scale * 10) / 10, Math.round((1.32 - y) * scale * 10) / 10]
}

/** Arcs of TopoJSON are steps from point to point in whole numbers. */
const arcsOf = ({ arcs, transform: { scale, translate } }) =>
  arcs.map((arc) => {
    let [x, y] = [0, 0]
    return arc.map(([dx, dy]) => {
      x += dx
      y += dy
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]]
    })
  })

const ringOf = (arcs, ring) =>
  ring.flatMap((n, k) => {
    const arc = n < 0 ? [...arcs[~n]].reverse() : arcs[n]
    return k === 0 ? arc : arc.slice(1)
  })

const polygonsOf = ({ type, arcs }) => (type === 'Polygon' ? [arcs] : type === 'MultiPolygon' ? arcs : [])
const area = (ring) =>
  Math.abs(
    ring.reduce(
      (sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * y,
      0,
    ) / 2,
  )

function middle(ring) {
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2].map(Math.round)
}

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const plain = (name) =>
  name
    .replace('&', 'and')
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()
/** Codes that were given up, and go by the names of others. */
const past = new Set('AN BU CS DD DY EU EZ FX HV NH NT QU RH SU TP UK UN VD YD YU ZR'.split(' '))
const byName = new Map(
  letters
    .flatMap((a) => letters.map((b) => a + b))
    .flatMap((code) => {
      const name = regions.of(code)
      return name && !past.has(code) ? [[plain(name), code]] : []
    }),
)
/** Where Natural Earth shortens a name, or uses another. */
const others = {
  'W. Sahara': 'EH',
  'Dem. Rep. Congo': 'CD',
  Congo: 'CG',
  'Dominican Rep.': 'DO',
  'Falkland Is.': 'FK',
  'Fr. S. Antarctic Lands': 'TF',
  "Côte d'Ivoire": 'CI',
  'Central African Rep.': 'CF',
  'Eq. Guinea': 'GQ',
  eSwatini: 'SZ',
  Palestine: 'PS',
  Myanmar: 'MM',
  Macedonia: 'MK',
  'Solomon Is.': 'SB',
  Taiwan: 'TW',
  'Bosnia and Herz.': 'BA',
  'S. Sudan': 'SS',
  Czechia: 'CZ',
  Turkey: 'TR',
  'N. Cyprus': 'CY',
  Somaliland: 'SO',
  'United States of America': 'US',
  'Cabo Verde': 'CV',
  'São Tomé and Principe': 'ST',
  'Antigua and Barb.': 'AG',
  'St. Kitts and Nevis': 'KN',
  'St. Vin. and Gren.': 'VC',
  'Saint Lucia': 'LC',
  'Marshall Is.': 'MH',
  'Cook Is.': 'CK',
  'Cayman Is.': 'KY',
  'British Virgin Is.': 'VG',
  'U.S. Virgin Is.': 'VI',
  'Turks and Caicos Is.': 'TC',
  'Faeroe Is.': 'FO',
  'N. Mariana Is.': 'MP',
  'Fr. Polynesia': 'PF',
  'Wallis and Futuna Is.': 'WF',
  Micronesia: 'FM',
  'Pitcairn Is.': 'PN',
  Vatican: 'VA',
  Macao: 'MO',
  'Hong Kong': 'HK',
  'Br. Indian Ocean Ter.': 'IO',
  'St. Pierre and Miquelon': 'PM',
  'S. Geo. and the Is.': 'GS',
  'Saint Helena': 'SH',
  Åland: 'AX',
  'Timor-Leste': 'TL',
} // prettier-ignore
const codeOf = (name) => others[name] ?? byName.get(plain(name)) ?? ''

/** A ring that crosses the date line is lifted there, so that no line runs across the whole map. */
const pathOf = (ring) =>
  `${ring
    .map(project)
    .map(([x, y], i, all) => `${i === 0 || Math.abs(x - all[i - 1][0]) > WIDTH / 2 ? 'M' : 'L'}${x} ${y}`)
    .join('')}Z`

const lands = []
const coarseArcs = arcsOf(coarse)
for (const country of coarse.objects.countries.geometries) {
  if (country.properties.name === 'Antarctica') continue
  const path = polygonsOf(country)
    .flatMap((polygon) => polygon.map((ring) => pathOf(ringOf(coarseArcs, ring))))
    .join('')
  lands.push([codeOf(country.properties.name), path])
}
const middles = {}
const sizes = {}
const fineArcs = arcsOf(fine)
for (const country of fine.objects.countries.geometries) {
  const code = codeOf(country.properties.name)
  if (code === '') continue
  for (const polygon of polygonsOf(country)) {
    const ring = ringOf(fineArcs, polygon[0]).map(project)
    if (area(ring) <= (sizes[code] ?? -1)) continue
    sizes[code] = area(ring)
    middles[code] = middle(ring)
  }
}
/** Natural Earth counts these to another country, or leaves them out. */
const apart = {
  GF: [-53, 4],
  GP: [-61.5, 16.2],
  MQ: [-61, 14.6],
  RE: [55.5, -21.1],
  YT: [45.1, -12.8],
  BQ: [-68.3, 12.2],
  SJ: [16, 78],
  GI: [-5.3, 36.1],
  TV: [179, -8],
  TK: [-172, -9],
  CX: [105.7, -10.5],
  CC: [96.8, -12.2],
  AC: [-14.4, -7.9],
} // prettier-ignore
for (const [code, place] of Object.entries(apart)) middles[code] = project(place).map(Math.round)
const out = join(root, 'web/src/pages/verdict/world.json')
writeFileSync(
  out,
  `${JSON.stringify({ width: WIDTH, height: Math.round((2.5 * WIDTH) / 5.42), lands, middles })}\n`,
)
