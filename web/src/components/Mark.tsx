/** A ring of fence round a phone system. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <circle
        cx="12"
        cy="12"
        r="9.4"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeDasharray="5.4 1.98"
      />
      <circle cx="12" cy="12" r="3.4" fill="currentColor" />
    </svg>
  )
}
