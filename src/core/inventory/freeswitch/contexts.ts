import { draft } from '../draft.ts'
import type { Element } from '../scan-xml.ts'
import type { Taking } from '../taking.ts'
import { type Context, readContexts } from './dial-plan.ts'
import { entrancesOf } from './profiles.ts'
import type { Variables } from './settings.ts'
import { findTollPath } from './toll-path.ts'

/** The context that callers nobody knows are given in every installation. */
const FOR_STRANGERS = 'public'

/** dialplan/*.xml: where calls land whose caller signed in nowhere, and whether they get out again. */
export function readDialPlan(roots: readonly Element[], variables: Variables, to: Taking): void {
  const contexts = readContexts(roots, variables)
  if (contexts.size === 0) return
  to.told.add('context')
  const entrances = entrancesOf(roots, variables)
  for (const context of contexts.values()) {
    const profiles = entrances
      .filter((each) => each.context === context.name)
      .map(({ name }) => `profile ${name}`)
    const openTo =
      profiles.length === 0 && context.name === FOR_STRANGERS ? ['whoever is not recognised'] : profiles
    if (openTo.length > 0) readOpen(context, openTo, contexts, to)
  }
}

function readOpen(
  context: Context,
  openTo: readonly string[],
  contexts: ReadonlyMap<string, Context>,
  to: Taking,
): void {
  const it = draft('context', context.name, context.at)
  const path = findTollPath(contexts, context.name)
  const at = path?.action.at ?? null
  it.say('openTo', [...openTo])
  it.say('open', true)
  it.say('accounts', 0)
  it.say('reachesToll', path !== null, at)
  it.say('reachesAbroad', path?.international ?? false, at)
  it.say('path', path ? [...path.contexts, `${at?.file}:${at?.line}`].join(' → ') : '', at)
  to.drafts.push(it)
  const shell = context.extensions
    .flatMap(({ conditions }) => conditions.flatMap(({ actions }) => actions))
    .find(({ application, data }) => SHELLS.test(application) && CALLERS_TEXT.test(data))
  to.told.add('extension')
  const extensions = draft('extension', `${context.name}/*`, shell?.at ?? context.at)
  extensions.say('open', true)
  extensions.say('runsCallersText', shell !== undefined, shell?.at)
  to.drafts.push(extensions)
}

const SHELLS = /^(?:system|bgsystem)$/
/** Set by the caller's own messages, and not by an expression of the dial plan. */
const CALLERS_TEXT =
  /\$\{(?:destination_number|caller_id_(?:name|number)|effective_caller_id_\w+|sip_(?:from|to|h_|req|contact|user_agent)\w*|ani|rdnis)\}/
