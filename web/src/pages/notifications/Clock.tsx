import { ActionIcon, Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { MinutesInput } from './MinutesInput.tsx'
import type { PartProps } from './part.ts'
import { StakeholderPicker } from './StakeholderPicker.tsx'
import { stakeholderNames } from './words.ts'

const severities = ['critical', 'high', 'medium', 'low'] as const

/** What happens by the clock: escalation, reminders, quiet hours; and the numbers that are never a way. */
export function Clock(props: PartProps) {
  const { plan, set, mayChange } = props
  return (
    <section className="panel stack" aria-labelledby="clock-title">
      <h3 id="clock-title">When nobody answers</h3>
      <Escalation {...props} />
      <fieldset className="settings-fields" disabled={!mayChange}>
        <legend>Minutes until an update is due</legend>
        {severities.map((severity) => (
          <MinutesInput
            key={severity}
            label={severity.charAt(0).toUpperCase() + severity.slice(1)}
            value={plan.updateMinutes[severity]}
            set={(minutes) => set({ updateMinutes: { ...plan.updateMinutes, [severity]: minutes } })}
          />
        ))}
      </fieldset>
      <Quiet {...props} />
      <OwnNumbers {...props} />
    </section>
  )
}

function Escalation({ plan, set, mayChange }: PartProps) {
  const { escalation } = plan
  const change = (at: number, step: (typeof escalation)[number]) =>
    set({ escalation: escalation.map((each, n) => (n === at ? step : each)) })
  return (
    <fieldset className="part" disabled={!mayChange}>
      <legend>Ask others while nobody has acknowledged the first notice</legend>
      {escalation.length === 0 && <p className="soft">Nobody else is asked.</p>}
      {escalation.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name, and are edited in place
        <div className="escalation" key={at}>
          <MinutesInput
            label="After minutes"
            value={step.afterMinutes}
            set={(afterMinutes) => change(at, { ...step, afterMinutes })}
          />
          <StakeholderPicker
            label="Ask"
            value={step.to}
            disabled={!mayChange}
            set={(to) => to.length > 0 && change(at, { ...step, to })}
          />
          {mayChange && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove step ${at + 1}: ${step.to.map((who) => stakeholderNames[who]).join(', ')}`}
              onClick={() => set({ escalation: escalation.filter((_, n) => n !== at) })}
            >
              <IconX size={18} />
            </ActionIcon>
          )}
        </div>
      ))}
      {mayChange && escalation.length < 10 && (
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() =>
              set({
                escalation: [
                  ...escalation,
                  { afterMinutes: (escalation.at(-1)?.afterMinutes ?? 0) + 30, to: ['executives'] },
                ],
              })
            }
          >
            Add a step
          </Button>
        </div>
      )}
    </fieldset>
  )
}

function Quiet({ plan, set, mayChange }: PartProps) {
  const { quiet } = plan
  return (
    <fieldset className="settings-fields" disabled={!mayChange}>
      <legend>Quiet hours</legend>
      <Checkbox
        label="Updates and closures wait until morning; first notices and escalations never do"
        checked={quiet !== null}
        onChange={({ currentTarget }) =>
          set({ quiet: currentTarget.checked ? { from: '22:00', to: '07:00' } : null })
        }
      />
      {quiet &&
        (['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="time"
            label={end === 'from' ? 'From' : 'Until'}
            required
            value={quiet[end]}
            onChange={({ currentTarget }) =>
              currentTarget.value !== '' && set({ quiet: { ...quiet, [end]: currentTarget.value } })
            }
          />
        ))}
    </fieldset>
  )
}

function OwnNumbers({ plan, set, mayChange }: PartProps) {
  const [text, setText] = useState(plan.ownNumbers.join('\n'))
  return (
    <Textarea
      label="Numbers that ring on the phone system of this site"
      description="A line each, * behind a prefix. People are never told through them. Those that calls show are known already."
      placeholder="+12025550100&#10;+1702555*"
      autosize
      minRows={2}
      disabled={!mayChange}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        set({ ownNumbers: currentTarget.value.split(/[\s,]+/).filter((each) => each !== '') })
      }}
    />
  )
}
