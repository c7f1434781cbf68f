import { infiniteQueryOptions } from '@tanstack/react-query'
import type { Grant, Invited, PeoplePage, PersonView } from '#contract'
import { request } from './client.ts'

export const peopleQuery = infiniteQueryOptions({
  queryKey: ['people'],
  queryFn: ({ pageParam }) =>
    request<PeoplePage>('GET', `/people?limit=200&cursor=${encodeURIComponent(pageParam)}`),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

const one = (id: string): string => `/people/${encodeURIComponent(id)}`

export const invitePerson = (body: {
  name: string
  email: string
  customer: string | null
  grants: readonly Grant[]
}) => request<Invited>('POST', '/people', body)
export const changePerson = (id: string, body: { name: string; grants: readonly Grant[] }) =>
  request<PersonView>('PATCH', one(id), body)
export const resetPerson = (id: string) => request<Invited>('POST', `${one(id)}/reset`)
export const activatePerson = (id: string, active: boolean) =>
  request<PersonView>('POST', `${one(id)}/${active ? 'activate' : 'deactivate'}`)
