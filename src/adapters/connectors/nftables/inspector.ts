import type { Inspector } from '#core/inventory'
import { refused } from './actuator.ts'
import type { Runner } from './runner.ts'

/** The rules of the firewall as they are in force. */
export const createInspector = (runner: Runner, name: string): Inspector => ({
  async files() {
    const ran = await runner.run(['nft', '-j', 'list', 'ruleset'])
    if (ran.code !== 0) throw refused(ran)
    return [{ path: name, text: ran.stdout }]
  },
  registered: async () => [],
})
