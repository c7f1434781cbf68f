import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical, IconUserCheck, IconUserX } from '@tabler/icons-react'
import { createContext, useContext } from 'react'
import type { MarkRequest } from '#contract'

/** How a mark is made here; null where nobody may make one (a role that only reads, or while it is being judged). */
export const MarkContext = createContext<((mark: MarkRequest) => void) | null>(null)

export interface MarkChoice {
  readonly words: string
  readonly mark: Omit<MarkRequest, 'says'>
}

/** "This was us" and "this was them too", for one row of a list. */
export function MarkMenu({ about, choices }: { about: string; choices: readonly MarkChoice[] }) {
  const make = useContext(MarkContext)
  if (!make) return null
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Say whose ${about} was`} className="no-print">
          <IconDotsVertical size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>This was us: it is normal here</Menu.Label>
        {choices.map(({ words, mark }) => (
          <Menu.Item
            key={words}
            leftSection={<IconUserCheck size={16} aria-hidden />}
            onClick={() => make({ ...mark, says: 'us' })}
          >
            {words}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>This was them too: look for more like it</Menu.Label>
        {choices.map(({ words, mark }) => (
          <Menu.Item
            key={words}
            leftSection={<IconUserX size={16} aria-hidden />}
            onClick={() => make({ ...mark, says: 'them' })}
          >
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
