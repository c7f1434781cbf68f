import { useEffect, useRef, useSyncExternalStore } from 'react'
import { sections } from './sections.ts'

const off = 'ringfence.single-keys'
const changed = new EventTarget()

/** Whether single letters do something; a voice or a trembling hand may trigger them unmeant, so they can be switched off. */
export const singleKeys = {
  on: (): boolean => localStorage.getItem(off) !== 'off',
  set(on: boolean): void {
    if (on) localStorage.removeItem(off)
    else localStorage.setItem(off, 'off')
    changed.dispatchEvent(new Event('change'))
  },
}

const subscribe = (told: () => void): (() => void) => {
  changed.addEventListener('change', told)
  return () => changed.removeEventListener('change', told)
}
export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, singleKeys.on)

interface Acts {
  readonly palette: () => void
  readonly help: () => void
  readonly go: (to: (typeof sections)[number]['to']) => void
}

/** Within this time the letter after `g` must come. */
const CHORD_MS = 1500

const isPalette = ({ ctrlKey, metaKey, altKey, key }: KeyboardEvent): boolean =>
  (ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k'

/** A letter is not ours: with another key, typed into a field, or while a dialog is read. */
function isTaken({ target, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || defaultPrevented) return true
  if (document.querySelector('[role="dialog"], [role="menu"]')) return true
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select') !== null)
  )
}

export function useShortcuts(acts: Acts): void {
  const latest = useRef(acts)
  latest.current = acts
  useEffect(() => {
    let chordUntil = 0
    const press = (event: KeyboardEvent): void => {
      const { key } = event
      if (isPalette(event)) {
        event.preventDefault()
        latest.current.palette()
      }
      if (key === 'Shift' || isTaken(event) || !singleKeys.on()) return
      const inChord = event.timeStamp < chordUntil
      chordUntil = 0
      if (single(key, inChord, latest.current)) event.preventDefault()
      else if (key === 'g') chordUntil = event.timeStamp + CHORD_MS
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

/** Whether the key meant something. */
function single(key: string, inChord: boolean, { help, go }: Acts): boolean {
  const section = inChord ? sections.find((one) => one.key === key) : undefined
  if (section) go(section.to)
  else if (key === '?') help()
  else if (key === '/') return findField()
  else return false
  return true
}

/** The search of the page, where it has one. */
function findField(): boolean {
  const field = document.querySelector<HTMLInputElement>(
    'main input[type="search"], main [role="search"] input',
  )
  field?.focus()
  return field !== null
}
