import { Button, Menu } from '@mantine/core'
import {
  IconBraces,
  IconBug,
  IconChevronDown,
  IconDownload,
  IconFileTypePdf,
  IconListDetails,
  IconWorld,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type AuditFile, auditFileAddress } from '../../api/audits.ts'
import { mayAnywhere, type Place, sessionQuery } from '../../api/session.ts'

const choices: readonly {
  readonly what: AuditFile
  readonly label: string
  readonly Icon: typeof IconWorld
}[] = [
  { what: 'assessment.pdf', label: 'Assessment to hand on (PDF)', Icon: IconFileTypePdf },
  { what: 'assessment.html', label: 'Assessment as a page (HTML)', Icon: IconWorld },
  { what: 'audit.sarif', label: 'Findings for code scanning (SARIF)', Icon: IconBug },
  { what: 'audit.ocsf.jsonl', label: 'Findings for a SIEM (OCSF)', Icon: IconListDetails },
  { what: 'audit.json', label: 'Everything for programs (JSON)', Icon: IconBraces },
]

/** The audit that is shown, to take away. What is taken is in the audit log. */
export function Downloads({ place, id }: { place: Place; id: string }) {
  const { data } = useQuery(sessionQuery)
  if (!mayAnywhere(data, 'reports.read')) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size={18} aria-hidden />}
          rightSection={<IconChevronDown size={15} aria-hidden />}
        >
          Assessment
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ what, label, Icon }) => (
          <Menu.Item
            key={what}
            component="a"
            href={auditFileAddress(place, id, what)}
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
