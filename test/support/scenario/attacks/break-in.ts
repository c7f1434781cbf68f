import { add, answered, outbound } from '../calls.ts'
import { CONFERENCE, PREMIUM } from '../deck.ts'
import { attackerForm } from '../dial.ts'
import type { Extension } from '../model.ts'
import { places } from '../places.ts'
import { DAY, HOUR } from '../zone.ts'
import {
  consecutive,
  failing,
  foreignIp,
  MAX_CALLS,
  mark,
  type Plan,
  quietTime,
  signIn,
  victims,
} from './plan.ts'
import { drawNumbers, drawPump, pump, stolenAccount } from './pump.ts'

/** A7: numbers that are dialled like neighbours and cost like islands, or pay the far exchange for every minute. */
export function domesticPumping(plan: Plan): void {
  const { rng, world } = plan
  const accounts = victims(plan, rng.weighted([0.8, 0.2]) + 1)
  const islands = places.filter((p) => p.cc.length === 4).flatMap((p) => p.leased)
  const nanp = world.tenant.home.cc === '1'
  const style = nanp ? rng.int(0, 2) : 0
  const pool = style === 0 ? islands : style === 1 ? CONFERENCE : PREMIUM
  const numbers = rng
    .some(pool, rng.int(1, 4))
    .flatMap((template) => consecutive(rng, template, rng.int(1, 12)))
  const time = quietTime(plan)
  const begin = time.begin + rng.float(0, 8) * HOUR
  const mean = rng.float(15, 90) * 60
  const lanes = rng.int(4, 60)
  const hours = Math.min(rng.float(4, 56), (MAX_CALLS * mean) / 3600 / lanes)
  signIn(plan, begin - rng.int(30, 20_000) * 1000, accounts[0]?.number ?? '')
  const length = (): number => Math.round(rng.float(0.6, 1.3) * mean)
  pump(plan, accounts, {
    lanes,
    numbers,
    length,
    redial: () => rng.float(1, 40),
    begin,
    end: begin + hours * HOUR,
    failRate: rng.float(0.05, 0.15),
  })
}

/** A9: passwords are guessed until one fits. */
export function bruteForce(plan: Plan): void {
  const { rng, world } = plan
  const [e] = victims(plan, 1) as [Extension]
  const perSecond = Math.exp(rng.float(Math.log(0.02), Math.log(70)))
  const total = rng.int(150, 4000)
  const net = foreignIp(rng).split('.').slice(0, 2).join('.')
  const ips = rng.chance(0.5)
    ? [plan.ip]
    : Array.from({ length: 200 }, () => `${net}.${rng.int(0, 250)}.${rng.int(2, 250)}`)
  const known = world.tenant.extensions.map((x) => x.number)
  let at = plan.earliest
  for (let n = 0; n < total && at < plan.until - 4 * HOUR; n++) {
    at += rng.exp(1000 / perSecond)
    const account = rng.chance(0.15)
      ? e.number
      : rng.chance(0.1)
        ? rng.pick(known)
        : String(rng.int(100, 999))
    const kind = known.includes(account) ? 'sign-in-failed' : 'unknown-account'
    world.security.push({
      at: Math.round(at),
      kind,
      service: 'PJSIP',
      account,
      ip: rng.pick(ips),
      agent: plan.agent,
      fraud: true,
    })
  }
  const reached = at + rng.int(1, 30) * 1000
  signIn(plan, reached, e.number, rng.chance(0.7) ? rng.pick(ips) : plan.ip)
  stolenAccount(plan, [e], reached + rng.int(5, 600) * 1000)
}

const PREFIXES = [
  '',
  '0',
  '00',
  '000',
  '0000',
  '9',
  '90',
  '900',
  '9000',
  '9011',
  '011',
  '+',
  '810',
  '1',
  '1011',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '99',
  '0011',
  '001',
  '011011',
  '88',
  '*9',
  '77',
  '900000',
]

/** A10: one number behind every prefix somebody might need to get out, until one of them answers. */
export function prefixScan(plan: Plan): void {
  const { rng, world } = plan
  const numbers = drawNumbers(plan)
  const guest: Partial<Parameters<typeof add>[3]> = {
    ext: 'anonymous',
    shape: 'scan',
    ip: plan.ip,
    agent: plan.agent,
  }
  let at = plan.earliest + rng.next() * Math.max(0, plan.until - plan.earliest - 3 * DAY)
  for (let burst = rng.int(1, 5); burst > 0; burst--) {
    const peer = rng.pick(numbers)
    const from = rng.pick(['100', '1001', 'sipvicious', '', '5555', '00972592', 'unknown'])
    const gap = rng.float(0.05, 0.9)
    for (const prefix of rng.some(PREFIXES, rng.int(10, PREFIXES.length))) {
      add(
        world,
        at,
        { ring: 0, seconds: 0, disposition: 'failed' },
        { ...mark(plan, 'scan'), ...guest, from, peer, dialled: prefix + peer },
      )
      world.security.push({
        at: Math.round(at),
        kind: 'unknown-account',
        service: 'PJSIP',
        account: from || 'anonymous',
        ip: plan.ip,
        agent: plan.agent,
        fraud: true,
      })
      at += gap * 1000
    }
    at += rng.float(0.02, 20) * HOUR
  }
  if (rng.chance(0.4)) return
  const shape = drawPump(plan, at, at + rng.float(2, 40) * HOUR)
  const before = world.calls.length
  pump(plan, [{ ...(world.tenant.extensions[0] as Extension), number: 'anonymous' }], { ...shape, numbers })
  for (const call of world.calls.slice(before)) call.shape = 'guest'
}

/** A11: somebody becomes administrator, waits, and calls from an account that nobody knew. */
export function adminCompromise(plan: Plan): void {
  const { rng, world } = plan
  const { tenant } = world
  let at = plan.earliest + rng.float(0, 2) * DAY
  const admin = (kind: 'admin-sign-in' | 'admin-sign-in-failed'): void => {
    world.security.push({
      at: Math.round(at),
      kind,
      service: 'AMI',
      account: rng.pick(['admin', 'manager', 'freepbx']),
      ip: plan.ip,
      agent: '',
      fraud: true,
    })
  }
  for (let n = rng.pick([0, 0, 3, 40]); n > 0; n--, at += rng.int(1, 30) * 1000) admin('admin-sign-in-failed')
  for (let n = rng.int(1, 4); n > 0; n--, at += rng.int(10, 900) * 1000) admin('admin-sign-in')
  const last = Math.max(...tenant.extensions.map((e) => Number(e.number)))
  const number = String(last + rng.pick([1, 7, 20]))
  const made: Extension = {
    ...rng.pick(tenant.extensions),
    number,
    name: rng.pick(['Support', 'test', number]),
    contacts: [],
    code: tenant.accountCodes === 'extension' ? number : '',
  }
  tenant.extensions.push(made)
  for (const what of rng.some(
    ['new extension', 'new trunk', 'outbound route widened', 'AMI user', 'new administrator'],
    rng.int(1, 4),
  ))
    world.changes.push({ at: Math.round(at), what, account: number, by: plan.ip, fraud: true })
  const reached = at + rng.float(2, 7 * 24) * HOUR
  const latest = plan.until - 30 * HOUR
  stolenAccount(plan, [made], Math.min(reached, Math.max(at + 2 * HOUR, latest)))
}

/** A12: the trunk's own password is used from elsewhere; the PBX never sees a call. */
export function trunkCredentials(plan: Plan): void {
  const { rng, world } = plan
  const begin = quietTime(plan).begin + rng.float(0, 10) * HOUR
  const before = world.calls.length
  const shape = drawPump(plan, begin, begin + rng.float(2, 50) * HOUR)
  pump(plan, [{ ...(world.tenant.extensions[0] as Extension), number: world.tenant.dids[0] ?? '' }], {
    ...shape,
    lanes: Math.min(shape.lanes, 30),
  })
  for (const call of world.calls.slice(before)) {
    call.carrierOnly = true
    call.ext = ''
  }
}

/** A14: a phone of the site is a call shop's line: many people, many countries, day and night. */
export function callSelling(plan: Plan): void {
  const { rng, world } = plan
  const [e] = victims(plan, 1) as [Extension]
  const popular = [
    'PK',
    'BD',
    'NG',
    'GH',
    'PH',
    'IN',
    'EG',
    'MX',
    'CO',
    'PE',
    'VN',
    'KE',
    'TR',
    'UA',
    'MA',
    'SN',
    'LK',
    'ID',
    'BR',
    'SO',
    'CU',
  ]
  const where = rng.some(
    places.filter((p) => popular.includes(p.iso) && p.iso !== world.tenant.home.iso),
    rng.int(3, 10),
  )
  const form = attackerForm(world.tenant, rng)
  const begin = plan.earliest + rng.float(0, 5) * DAY * Math.min(1, (plan.until - plan.earliest) / (10 * DAY))
  const end = Math.min(begin + rng.float(1.5, 14) * DAY, plan.until + DAY)
  const perHour = rng.float(8, 80)
  const ownCallerId = rng.chance(0.5)
  signIn(plan, begin - rng.int(60, 20_000) * 1000, e.number)
  for (let at = begin; at < end; at += rng.exp(HOUR / perHour)) {
    const peer = rng.number(rng.pick(rng.pick(where).plain))
    const outcome = rng.chance(0.35)
      ? { ring: rng.float(5, 40), seconds: 0, disposition: failing(rng) }
      : answered(rng.float(4, 20), Math.max(3, Math.round(rng.exp(240))))
    const from = ownCallerId ? e.number : rng.number(rng.pick(rng.pick(places).plain))
    outbound(world, e, peer, at, outcome, { ...mark(plan, 'resale'), dialled: form(peer), from })
  }
}
