import { ActionIcon } from '@mantine/core'
import { IconPin, IconPinFilled } from '@tabler/icons-react'
import type { TimelineItem } from '#contract'
import { Moment } from '../../components/Moment.tsx'
import { useRoom } from './room.ts'
import { kindNames } from './words.ts'

/** One thing that happened. */
export function TimelineRow({ item: { id, at, kind, title, detail, by, pinned } }: { item: TimelineItem }) {
  const { view, act, mayWork, busy } = useRoom()
  return (
    <li className={`incident-event ${pinned ? 'incident-event-pinned' : ''}`}>
      <span className="incident-event-when">
        <Moment at={at} zone={view.zone} short />
        <span className="faint">{kindNames[kind]}</span>
      </span>
      <span className="stack-tight">
        <span>{title}</span>
        {detail !== '' && <span className="faint incident-event-detail">{detail}</span>}
        {by && <span className="faint">{by.name}</span>}
      </span>
      {mayWork && (
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={busy}
          aria-label={pinned ? `Unpin: ${title}` : `Pin: ${title}`}
          onClick={() => void act({ kind: 'pin', item: id, pinned: !pinned })}
        >
          {pinned ? <IconPinFilled size={16} /> : <IconPin size={16} />}
        </ActionIcon>
      )}
    </li>
  )
}
