import { Popover, UnstyledButton } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Commands } from './Commands.tsx'
import { Mark } from './Mark.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import './Shell.css'
import { SiteSwitcher } from './SiteSwitcher.tsx'
import { StepUp } from './StepUp.tsx'
import { sections } from './sections.ts'

/** The frame round every page of the console. */
export function Shell() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page takes the focus, as a page load would
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true })
    first.current = false
  }, [path])

  return (
    <>
      <a className="skip no-print" href="#main">
        Skip to the page
      </a>
      <header className="shell-head no-print">
        <SectionMenu />
        <Link to="/" className="shell-brand">
          <Mark />
          <span>Ringfence</span>
        </Link>
        <SiteSwitcher />
        <span className="shell-gap" />
        <Commands />
        <PersonMenu />
      </header>
      <div className="shell-body">
        <nav aria-label="Main" className="shell-rail no-print">
          <Sections />
        </nav>
        <main id="main" ref={main} tabIndex={-1} className="shell-main">
          <Outlet />
        </main>
      </div>
      <StepUp />
    </>
  )
}

function Sections({ chosen }: { chosen?: () => void }) {
  return sections.map(({ to, title, Icon }) => (
    <Link
      key={to}
      to={to}
      className="shell-link"
      activeOptions={{ exact: to === '/' }}
      activeProps={{ className: 'shell-link shell-link-here', 'aria-current': 'page' }}
      onClick={chosen}
    >
      <Icon size={18} stroke={1.7} aria-hidden />
      {title}
    </Link>
  ))
}

/** The sections where there is no room for the rail. */
function SectionMenu() {
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={240} trapFocus shadow="md">
      <Popover.Target>
        <UnstyledButton className="shell-menu" aria-label="Sections" onClick={() => setOpen(!open)}>
          <IconMenu2 size={22} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <nav aria-label="Sections" className="shell-sections">
          <Sections chosen={() => setOpen(false)} />
        </nav>
      </Popover.Dropdown>
    </Popover>
  )
}
