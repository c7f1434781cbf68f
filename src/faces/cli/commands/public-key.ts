import { Command } from 'commander'
import { type DataOptions, dataOption, example } from '../options.ts'
import { print } from '../output.ts'

/** public-key: what others verify our evidence with. */
export function publicKeyCommand(): Command {
  const command = new Command('public-key').description(
    'print the public key that verifies the evidence made here',
  )
  dataOption(command)
  example(command, 'ringfence public-key > ringfence.pub')
  return command.action(async (options: DataOptions) => {
    const { publicKey } = await import('#app')
    print(await publicKey(options))
  })
}
