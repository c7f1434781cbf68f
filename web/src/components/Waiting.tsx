import { Skeleton, VisuallyHidden } from '@mantine/core'

/** What a list or page shows while it loads: its shape, without moving anything when it comes. */
export function Waiting({ lines, what, height = 64 }: { lines: number; what: string; height?: number }) {
  return (
    <div className="stack" role="status">
      <VisuallyHidden>{what}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <Skeleton key={line} height={height} radius="lg" />
      ))}
    </div>
  )
}
