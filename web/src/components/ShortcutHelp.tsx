import { Checkbox, Modal } from '@mantine/core'
import { sections } from './sections.ts'
import { singleKeys, useSingleKeys } from './shortcuts.ts'

/** The keys there are, and whether single letters count. */
export function ShortcutHelp({ close }: { close: () => void }) {
  const on = useSingleKeys()
  return (
    <Modal opened onClose={close} title={<strong>Keyboard shortcuts</strong>}>
      <div className="stack">
        <dl className="shortcuts">
          <dt>
            <kbd>Ctrl</kbd> <kbd>K</kbd> or <kbd>⌘</kbd> <kbd>K</kbd>
          </dt>
          <dd>Go to or do something, by name</dd>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>This list</dd>
          <dt>
            <kbd>/</kbd>
          </dt>
          <dd>Search on the page</dd>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>Close what is open</dd>
          {sections.map(({ key, title }) => (
            <Go key={title} letter={key} title={title} />
          ))}
        </dl>
        <Checkbox
          label="Single letters count"
          description="Off: only Ctrl K and ⌘ K do something, on this device. Letters never count while you type."
          checked={on}
          onChange={({ currentTarget }) => singleKeys.set(currentTarget.checked)}
        />
      </div>
    </Modal>
  )
}

function Go({ letter, title }: { letter: string; title: string }) {
  return (
    <>
      <dt>
        <kbd>g</kbd> then <kbd>{letter}</kbd>
      </dt>
      <dd>{title}</dd>
    </>
  )
}
