import { type DataOption, openData } from './compose-data.ts'
import { createResponse } from './compose-response.ts'
import { type Controls, createControls } from './controls.ts'
import type { Responder } from './flows/respond/responder.ts'

/** Controls without a server: database and connections are opened for the moment. */
export async function withControls<T>(
  options: DataOption,
  work: (controls: Controls) => Promise<T>,
): Promise<T> {
  const opened = await openData(options, 'visitor')
  try {
    const { responder, connections } = await createResponse(opened)
    return await work(waiting(responder)).finally(() => connections.close())
  } finally {
    await opened.database.close()
  }
}

/** Nobody is there to read the previews of a lockdown afterwards, so they are waited for. */
function waiting(responder: Responder): Controls {
  const controls = createControls(responder)
  return {
    ...controls,
    async contain(place, body, by) {
      const done = await controls.contain(place, body, by)
      if (!body.lockdown) return done
      await responder.previewLater()
      const previewed = done.controls.map((control) =>
        control.preview === null && control.state === 'in-force' ? controls.find(control.id) : control,
      )
      return { controls: await Promise.all(previewed) }
    },
  }
}
