import type { Locator, Page } from 'playwright-core'

/** Somebody without a mouse: goes from one thing to the next, and notes wherever the focus could not be seen. */
export interface Keyboard {
  /** Tabs to it, from where the focus is; backwards with `Shift`. */
  reach(target: Locator, backwards?: boolean): Promise<void>
  /** Reaches it and presses Enter. */
  enter(target: Locator, backwards?: boolean): Promise<void>
  /** Reaches a field and types. */
  type(target: Locator, text: string): Promise<void>
  /** In a menu that is open: goes down to a choice and takes it. */
  choose(choice: Locator): Promise<void>
  /** Where the focus was and did not show. Empties the list. */
  unseen(): string[]
}

const MOST_STEPS = 400

export function keyboardOf(page: Page): Keyboard {
  const unseen = new Set<string>()
  const reach = async (target: Locator, backwards = false): Promise<void> => {
    await target.waitFor({ state: 'attached' })
    for (let step = 0; step < MOST_STEPS; step++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab')
      const fault = await page.evaluate(focusFault)
      if (fault) unseen.add(`${new URL(page.url()).pathname}: ${fault}`)
    }
    throw new Error(`${MOST_STEPS} steps did not lead to ${target}`)
  }
  return {
    reach,
    async enter(target, backwards) {
      await reach(target, backwards)
      await page.keyboard.press('Enter')
    },
    async type(target, text) {
      await reach(target)
      await page.keyboard.type(text)
    },
    async choose(choice) {
      await choice.waitFor()
      for (let step = 0; step < 20; step++) {
        if (await choice.evaluate((element) => element === document.activeElement)) break
        await page.keyboard.press('ArrowDown')
      }
      await page.keyboard.press('Enter')
    },
    unseen() {
      const all = [...unseen]
      unseen.clear()
      return all
    },
  }
}

/**
 * Why the focus cannot be seen, or null. It shows as an outline or a border in the colour of the focus, on what has it or, where that is
 * itself not painted (the box of a checkbox, a place on the map), on what stands beside it or in it. Runs in the page.
 */
function focusFault(): string | null {
  const element = document.activeElement
  // The step after the last one leaves the page for the browser's own bars.
  if (!element || element === document.body) return null
  const words = `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 50)}" ${element.className}`
  const probe = document.createElement('i')
  probe.style.color = 'var(--rf-focus)'
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  const shows = (one: Element | null): boolean => {
    if (!one) return false
    const style = getComputedStyle(one)
    const outlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1
    if (one instanceof SVGElement) return style.stroke === color
    return (
      style.opacity !== '0' && ((outlined && style.outlineColor === color) || style.borderTopColor === color)
    )
  }
  const shown = [element, element.nextElementSibling, ...element.children].some(shows)
  if (!shown) return `no ring: ${words}`
  const { top, bottom, left, right } = element.getBoundingClientRect()
  if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) return `out of view: ${words}`
  const [x, y] = [
    Math.min(Math.max((left + right) / 2, 1), innerWidth - 1),
    Math.min(Math.max((top + bottom) / 2, 1), innerHeight - 1),
  ]
  const there = document.elementFromPoint(x, y)
  const label = element.closest('label') ?? document.querySelector(`label[for="${element.id}"]`)
  const covered =
    there !== null && !element.contains(there) && !there.contains(element) && !label?.contains(there)
  return covered && !element.parentElement?.contains(there) ? `behind ${there?.className}: ${words}` : null
}
