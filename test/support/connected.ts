import { dataFolder, openData } from '../../src/app/compose-data.ts'
import { createResponse, type Response } from '../../src/app/compose-response.ts'

/** Opens a data directory for the moment, to connect what a test needs. */
export async function withData<T>(
  data: string,
  work: (connections: Response['connections']) => Promise<T>,
): Promise<T> {
  const opened = await openData({ data: dataFolder({ data }) }, 'visitor')
  const { connections } = await createResponse(opened)
  try {
    return await work(connections)
  } finally {
    await connections.close()
    await opened.database.close()
  }
}
