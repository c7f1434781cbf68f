import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { hangUp, useMayHangUp } from '../../api/live.ts'
import type { Place } from '../../api/session.ts'
import { complain, tell } from '../../components/notices.ts'
import { counted } from '../../format.ts'

interface Props {
  readonly place: Place
  readonly channels: readonly string[]
  readonly label: string
  /** Says which call, for those who hear the button only. */
  readonly what: string
  readonly strong?: boolean
}

/** Cuts calls at once. A call that was cut cannot be taken up again; whoever it was may call again. */
export function HangUpButton({ place, channels, label, what, strong = false }: Props) {
  const may = useMayHangUp()
  const cut = useMutation({
    mutationFn: () => hangUp(place, channels),
    onSuccess: () => tell(`Hung up: ${what}.`),
    onError: (error) => complain(`Not hung up: ${what}`, error),
  })
  if (!may || channels.length === 0) return null
  return (
    <Button
      size={strong ? 'md' : 'xs'}
      color={strong ? 'loss' : 'gray'}
      variant={strong ? 'filled' : 'default'}
      loading={cut.isPending}
      onClick={() => cut.mutate()}
      aria-label={`${label}: ${what}`}
      title={`${counted(channels.length, 'channel')} of the phone system`}
    >
      {label}
    </Button>
  )
}
