import { UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import './Commands.css'
import { useShortcuts } from './shortcuts.ts'

const Palette = lazy(() => import('./Palette.tsx').then(({ Palette }) => ({ default: Palette })))
const ShortcutHelp = lazy(() =>
  import('./ShortcutHelp.tsx').then(({ ShortcutHelp }) => ({ default: ShortcutHelp })),
)

type Shown = 'palette' | 'help' | null

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Everything there is to go to and to do, by name; and the keys for those who do not reach for the mouse. */
export function Commands() {
  const [shown, setShown] = useState<Shown>(null)
  const navigate = useNavigate()
  const close = () => setShown(null)
  useShortcuts({
    palette: () => setShown('palette'),
    help: () => setShown('help'),
    go: (to) => void navigate({ to }),
  })
  return (
    <>
      <UnstyledButton
        className="commands-open"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setShown('palette')}
      >
        <IconSearch size={17} aria-hidden />
        <span className="commands-hint">
          Go to <kbd>{mac ? '⌘ K' : 'Ctrl K'}</kbd>
        </span>
      </UnstyledButton>
      <Suspense fallback={null}>
        {shown === 'palette' && <Palette close={close} help={() => setShown('help')} />}
        {shown === 'help' && <ShortcutHelp close={close} />}
      </Suspense>
    </>
  )
}
