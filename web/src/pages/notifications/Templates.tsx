import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { NoticePlanView } from '#contract'
import type { PartProps } from './part.ts'
import { type PlanStage, stageList, stageNames } from './words.ts'

/** What is said. Without words of one's own the built-in ones are used. */
export function Templates({ plan, set, mayChange, view }: PartProps & { readonly view: NoticePlanView }) {
  const [stage, setStage] = useState<PlanStage>('first-hour')
  const own = plan.templates[stage]
  const shown = own ?? view.builtIn[stage]
  const write = (change: Partial<typeof shown>) =>
    set({ templates: { ...plan.templates, [stage]: { ...shown, ...change } } })
  return (
    <section className="panel stack" aria-labelledby="templates-title">
      <div className="stack-tight">
        <h3 id="templates-title">What is said</h3>
        <p className="soft">
          Words in {'{{braces}}'} are filled in; a line about what is not known is left out. Every message is
          shown before a person sends it.
        </p>
      </div>
      <fieldset className="tabs" aria-label="Stage">
        {stageList.map((each) => (
          <button
            key={each}
            type="button"
            className={each === stage ? 'tab tab-here' : 'tab'}
            aria-pressed={each === stage}
            onClick={() => setStage(each)}
          >
            {stageNames[each]}
          </button>
        ))}
      </fieldset>
      <TextInput
        label="Subject"
        disabled={!mayChange}
        maxLength={200}
        value={shown.subject}
        onChange={({ currentTarget }) => write({ subject: currentTarget.value })}
      />
      <Textarea
        label="Text"
        disabled={!mayChange}
        autosize
        minRows={6}
        maxRows={22}
        maxLength={10_000}
        value={shown.body}
        onChange={({ currentTarget }) => write({ body: currentTarget.value })}
      />
      <details>
        <summary>Words that are filled in</summary>
        <dl className="placeholders">
          {Object.entries(view.placeholders).map(([word, meaning]) => (
            <div key={word}>
              <dt>
                <code>{`{{${word}}}`}</code>
              </dt>
              <dd className="soft">{meaning}</dd>
            </div>
          ))}
        </dl>
      </details>
      {own && mayChange && (
        <div>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              const { [stage]: _own, ...rest } = plan.templates
              set({ templates: rest })
            }}
          >
            Use the built-in words again
          </Button>
        </div>
      )}
    </section>
  )
}
