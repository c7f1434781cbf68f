import { z } from 'zod'
import type { Terrain } from '#core/response'
import type { Runner } from './runner.ts'

const Addresses = z.array(z.object({ addr_info: z.array(z.object({ local: z.string() })).default([]) }))
const Routes = z.array(z.object({ gateway: z.string().optional() }))

/** What a block at this firewall must never hit: its own addresses, its way out, its name servers, whoever manages it now. */
export async function readTerrain({ run }: Runner): Promise<Terrain> {
  const text = async (command: readonly string[]): Promise<string> => {
    const { code, stdout } = await run(command)
    return code === 0 ? stdout : ''
  }
  const [addresses, four, six, names, sessions] = await Promise.all([
    text(['ip', '-j', 'addr', 'show']),
    text(['ip', '-j', 'route', 'show', 'default']),
    text(['ip', '-j', '-6', 'route', 'show', 'default']),
    text(['cat', '/etc/resolv.conf']),
    text(['ss', '-Htn', 'state', 'established', 'sport', '=', ':22']),
  ])
  const own = parse(Addresses, addresses).flatMap(({ addr_info }) => addr_info.map(({ local }) => local))
  const gateways = [...parse(Routes, four), ...parse(Routes, six)].flatMap(({ gateway }) => gateway ?? [])
  const servers = [...names.matchAll(/^nameserver\s+([\da-fA-F.:]+)\s*$/gm)].map(
    (match) => match[1] as string,
  )
  return {
    accounts: [],
    trunks: [],
    keep: [
      ...named(own, 'the firewall itself'),
      ...named(gateways, "the firewall's way out"),
      ...named(servers, "the firewall's name server"),
      ...named(peersOf(sessions), 'where the firewall is managed from'),
    ],
    phones: [],
    own: [],
  }
}

const named = (addresses: readonly string[], why: string): { address: string; why: string }[] =>
  addresses.map((address) => ({ address, why }))

function parse<S extends z.ZodType<unknown[]>>(schema: S, json: string): z.output<S> | [] {
  if (json.trim() === '') return []
  const parsed = schema.safeParse(JSON.parse(json))
  return parsed.success ? parsed.data : []
}

/** Lines of `ss -Htn state established`: the last column is the peer, "192.0.2.7:50122" or "[2001:db8::7]:50122". */
function peersOf(lines: string): string[] {
  return lines.split('\n').flatMap((line) => {
    const peer = line.trim().split(/\s+/).at(-1) ?? ''
    const address = /^\[?([\da-fA-F.:]+?)\]?:\d+$/.exec(peer)?.[1]
    return address === undefined ? [] : [address]
  })
}
