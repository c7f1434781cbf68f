import type { Strength } from './strength.ts'

const tones = ['unknown', 'loss', 'watch', 'safe', 'safe'] as const

export function StrengthMeter({ id, strength }: { id: string; strength: Strength }) {
  return (
    <div id={id} className={`strength tone-${tones[strength.score]}`} aria-live="polite">
      <span className="strength-bars" aria-hidden>
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            className={step <= strength.score ? 'strength-bar strength-bar-on' : 'strength-bar'}
          />
        ))}
      </span>
      <span className="faint">{strength.hint}</span>
    </div>
  )
}
