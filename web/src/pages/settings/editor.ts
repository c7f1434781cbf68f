import type { SiteChange, SiteView } from '#contract'
import type { WrongLine } from './site-form.ts'

/** What both ways of editing a site get: as a form, and as its file. */
export interface EditorProps {
  readonly view: SiteView
  readonly save: (change: SiteChange) => void
  readonly saving: boolean
  readonly mayChange: boolean
  readonly setDirty: (dirty: boolean) => void
  readonly wrong: readonly WrongLine[]
}
