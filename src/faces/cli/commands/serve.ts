import { once } from 'node:events'
import { Command } from 'commander'
import { type DataOptions, dataOption, example, port } from '../options.ts'
import { note, print } from '../output.ts'

interface Options extends DataOptions {
  readonly port?: number
  readonly host?: string
}

/** serve: console and API until a signal ends it. */
export function serveCommand(): Command {
  const command = new Command('serve')
    .description('serve the console and the API; prints the address')
    .option('--port <number>', 'port (or PORT; default: 8420)', port)
    .option('--host <address>', 'address to listen on (or HOST; default: 127.0.0.1)')
  dataOption(command)
  example(command, 'ringfence serve --port 8420')
  return command.action(run)
}

async function run(options: Options): Promise<void> {
  const { createApp } = await import('#app')
  const { createServer } = await import('../../http/index.ts')
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  const app = await createApp(options)
  try {
    const server = await createServer(app, {
      host: options.host ?? app.listen.host,
      port: options.port ?? app.listen.port,
    })
    try {
      // Nobody exists yet: the address is the one-time link that makes the first administrator.
      const token = await app.access.setup.issueLink()
      print(token === null ? server.url : `${server.url}/setup#token=${token}`)
      await stopped
      note('Stopping …')
    } finally {
      await server.close()
    }
  } finally {
    await app.close()
  }
}
