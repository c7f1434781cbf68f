import { Button, Menu } from '@mantine/core'
import {
  IconBraces,
  IconChevronDown,
  IconDownload,
  IconFileTypePdf,
  IconTable,
  IconWorld,
} from '@tabler/icons-react'
import { type Download, downloadAddress } from '../../api/investigations.ts'
import type { Place } from '../../api/session.ts'

const choices: readonly {
  readonly what: Download
  readonly label: string
  readonly Icon: typeof IconWorld
}[] = [
  { what: 'report.pdf', label: 'Report to send (PDF)', Icon: IconFileTypePdf },
  { what: 'report.html', label: 'Report as a page (HTML)', Icon: IconWorld },
  { what: 'flagged-calls.csv', label: 'All flagged calls (CSV)', Icon: IconTable },
  { what: 'verdict.json', label: 'Everything for programs (JSON)', Icon: IconBraces },
]

export function Downloads({ place, id }: { place: Place; id: string }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          leftSection={<IconDownload size={18} aria-hidden />}
          rightSection={<IconChevronDown size={15} aria-hidden />}
        >
          Reports
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ what, label, Icon }) => (
          <Menu.Item
            key={what}
            component="a"
            href={downloadAddress(place, id, what)}
            download
            leftSection={<Icon size={17} aria-hidden />}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
