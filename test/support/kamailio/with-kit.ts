import { kitText } from '../../../src/adapters/connectors/kamailio/kamailio-kit.ts'
import { MARK } from './configuration.ts'

/** The configuration after its administrator pasted what `connect kamailio --check` prints, and the lines it names. */
export function withKit(text: string, evapi: string, events = true): string {
  const modules = [...text.matchAll(/^loadmodule "(\w+)\.so"$/gm)].map((m) => m[1] as string)
  const kit = kitText({ modules, guard: true, events, emergency: ['911', '112'], evapi })
  const parameters = kit.match(/^(loadmodule|modparam).*$/gm) ?? []
  const routes = kit.replace(/^(loadmodule|modparam).*\n/gm, '')
  return text
    .replace(MARK.modules, parameters.join('\n'))
    .replace(MARK.first, 'route(RINGFENCE);')
    .replaceAll(MARK.denied, events ? 'route(RINGFENCE_DENIED);' : '')
    .replace(MARK.call, events ? 'route(RINGFENCE_CALL);' : '')
    .replace(MARK.last, routes)
}
