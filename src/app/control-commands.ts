import { type DataOption, openData } from './compose-data.ts'
import { createResponse } from './compose-response.ts'
import { type Controls, createControls } from './controls.ts'

/** Controls without a server: database and connections are opened for the moment. */
export async function withControls<T>(
  options: DataOption,
  work: (controls: Controls) => Promise<T>,
): Promise<T> {
  const opened = await openData(options, 'visitor')
  try {
    const { responder, connections } = await createResponse(opened)
    return await work(createControls(responder)).finally(() => connections.close())
  } finally {
    await opened.database.close()
  }
}
