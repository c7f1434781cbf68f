import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** To all that is known of one check, in the audit that is looked at. */
export function CheckLink({ check, children }: { check: string; children: ReactNode }) {
  return (
    <Link
      to="/audit/findings/$check"
      params={{ check }}
      search={(before) => (before.audit ? { audit: before.audit } : {})}
    >
      {children}
    </Link>
  )
}
