import { DomainError } from '#core/kernel'
import { type Ami, connectAmi, denied } from './ami.ts'
import type { AmiFields, AmiMessage } from './ami-frames.ts'
import { loginOf } from './names.ts'
import type { AsteriskSettings } from './settings.ts'

const CHANGES: ReadonlySet<string> = new Set(['UpdateConfig', 'Reload'])

/** A session for asking and acting: opened when first needed, opened again when it was lost. It hears no events. */
export interface Hand {
  /** Throws `ami-denied` when the user may not, `ami-refused` for any other "Error". */
  act(fields: AmiFields): Promise<AmiMessage>
  list(fields: AmiFields): Promise<readonly AmiMessage[]>
  /** The value, null when there is none. */
  dbGet(family: string, key: string): Promise<string | null>
  /** Key → value of a whole family. */
  dbTree(family: string): Promise<ReadonlyMap<string, string>>
  dbPut(family: string, key: string, value: string): Promise<void>
  /** Nothing happens when there is no such key. */
  dbDel(family: string, key: string): Promise<void>
  /** Address of our end as the PBX sees it. */
  ownAddress(): Promise<string>
  close(): void
}

/** `onConfig`: something was changed in the files of the PBX. */
export function createHand(settings: AsteriskSettings, onConfig: () => void): Hand {
  const stop = new AbortController()
  let opening: Promise<Ami> | null = null
  const ami = (): Promise<Ami> => {
    opening ??= connectAmi(loginOf(settings, 'off'), () => undefined, stop.signal).then(
      (open) => {
        void open.gone.then(() => {
          opening = null
        })
        return open
      },
      (error) => {
        opening = null
        throw error
      },
    )
    return opening
  }
  const act = async (fields: AmiFields): Promise<AmiMessage> => {
    const answer = await (await ami()).action(fields)
    if (CHANGES.has(String(fields['Action']))) onConfig()
    if (answer['Response'] !== 'Error') return answer
    if (/permission denied/i.test(answer['Message'] ?? '')) throw denied(fields)
    throw refused(fields, answer['Message'] ?? '')
  }
  return {
    act,
    list: async (fields) => (await ami()).list(fields),
    async dbGet(family, key) {
      const [found] = await (await ami()).list({ Action: 'DBGet', Family: family, Key: key })
      return found?.['Val'] ?? null
    },
    async dbTree(family) {
      const found = await (await ami()).list({ Action: 'DBGetTree', Family: family })
      return new Map(found.map((m) => [(m['Key'] ?? '').slice(family.length + 2), m['Val'] ?? '']))
    },
    async dbPut(family, key, value) {
      await act({ Action: 'DBPut', Family: family, Key: key, Val: value })
    },
    async dbDel(family, key) {
      await act({ Action: 'DBDel', Family: family, Key: key }).catch(ignoreMissing)
    },
    ownAddress: async () => (await ami()).own.replace(/\/\d+$/, ''),
    close: () => stop.abort(),
  }
}

/** The same for one moment: lists and whole families are asked for once, single values are looked up in them. It changes nothing. */
export function readingOnce(hand: Hand): Hand {
  const lists = createOnce((key) => hand.list(JSON.parse(key) as AmiFields))
  const trees = createOnce((family) => hand.dbTree(family))
  return {
    ...hand,
    list: (fields) => lists(JSON.stringify(fields)),
    dbTree: trees,
    dbGet: async (family, key) => (await trees(family)).get(key) ?? null,
  }
}

function createOnce<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (key) => {
    const answer = known.get(key) ?? read(key)
    known.set(key, answer)
    return answer
  }
}

const refused = (fields: AmiFields, why: string): DomainError =>
  new DomainError(
    'ami-refused',
    `The PBX refused "${String(fields['Action'])}": ${why}`,
    'See the log of the PBX; the names in the order may not exist there.',
  )

function ignoreMissing(error: unknown): void {
  if (
    !(
      error instanceof DomainError &&
      error.code === 'ami-refused' &&
      /not found|could not be deleted/i.test(error.message)
    )
  )
    throw error
}
