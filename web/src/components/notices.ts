import { notifications } from '@mantine/notifications'
import { ApiProblem } from '../api/client.ts'

/** Says that something done in passing failed, and what to do about it. */
export function complain(title: string, error: unknown): void {
  const remedy = error instanceof ApiProblem ? ` ${error.remedy}` : ''
  const detail = error instanceof Error ? error.message : 'Something went wrong.'
  notifications.show({ title, message: `${detail}${remedy}`, color: 'var(--rf-loss)', autoClose: 12_000 })
}

export function tell(message: string): void {
  notifications.show({ message, color: 'var(--rf-ink)' })
}
