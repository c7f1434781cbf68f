import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { sessionQuery } from '../../api/session.ts'

/** Goes on to where the person wanted to be, once they are signed in. */
export function useEnter(): () => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  const { next } = useSearch({ from: '/sign-in' })
  return async () => {
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
    router.history.push(next ?? '/')
  }
}
