import createClient from 'openapi-fetch'
import type { paths } from './api.d.ts'

/**
 * A client that knows every address, parameter and answer of the API, by the types in api.d.ts (made of the server's own
 * description). `origin`: where the console is, as https://fence.example. `token`: from Settings, API tokens.
 */
export const ringfence = (origin: string, token: string) =>
  createClient<paths>({ baseUrl: origin, headers: { authorization: `Bearer ${token}` } })

export type Ringfence = ReturnType<typeof ringfence>
