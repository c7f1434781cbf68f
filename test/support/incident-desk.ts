import { expect } from 'vitest'
import type { IncidentActInput, IncidentView } from '../../src/contract/index.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from './http.ts'

export const incidentBase = '/customers/default/sites/main/incidents'
export type IncidentDesk = Awaited<ReturnType<typeof incidentDesk>>

/** A house with an owner, a responder and a viewer, and what they do in incidents. */
export async function incidentDesk(uploadLimit = 1000) {
  const house: TestHouse = await testHouse(undefined, {}, {}, uploadLimit)
  const signedIn = async (email: string, role: 'owner' | 'responder' | 'viewer', address: string) => {
    const person = await addPerson(house, email, role)
    const browser = new Browser(house.server, address)
    const answer = await browser.signIn(email, codeAt(person.secret, house.clock.now))
    expect(answer.statusCode).toBe(204)
    return browser
  }
  const ada = await signedIn('ada@example.com', 'owner', '192.0.2.1')
  const ben = await signedIn('ben@example.com', 'responder', '192.0.2.2')
  const eve = await signedIn('eve@example.com', 'viewer', '192.0.2.3')
  return {
    house,
    ada,
    ben,
    eve,
    async opened(who = ada, words = 'The carrier wrote of odd calls'): Promise<string> {
      const answer = await who.send('POST', incidentBase, { words })
      expect(answer.statusCode).toBe(201)
      return answer.json().id
    },
    view: async (id: string, who = ada): Promise<IncidentView> =>
      (await who.send('GET', `${incidentBase}/${id}`)).json(),
    act: (id: string, body: IncidentActInput, who = ada) =>
      who.send('POST', `${incidentBase}/${id}/acts`, body),
    move: (id: string, to: string, who = ada) => who.send('POST', `${incidentBase}/${id}/state`, { to }),
    upload(id: string, task: string, name: string, who = ada) {
      const boundary = 'b0undary'
      const body = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\nasterisk 20.9.3\r\n--${boundary}--\r\n`
      return who.send('POST', `${incidentBase}/${id}/files?task=${task}`, body, {
        'content-type': `multipart/form-data; boundary=${boundary}`,
      })
    },
    /** Out of the way of the next test, past all gates. */
    async close(id: string): Promise<void> {
      await house.database.pool.query("UPDATE incident_case SET state = 'closed' WHERE incident_id = $1", [
        id,
      ])
    },
  }
}

export const taskOf = ({ steps }: IncidentView, id: string) =>
  steps.flatMap(({ tasks }) => tasks).find((task) => task.id === id)
