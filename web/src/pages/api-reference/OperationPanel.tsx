import { type ApiDocument, type Operation, opened, type Schema, typeWords } from './reference.ts'
import { Said } from './Said.tsx'

/** One address: what it asks for, takes and answers. */
export function OperationPanel({ operation, document }: { operation: Operation; document: ApiDocument }) {
  const { id, method, path, summary, permission, stepUp, parameters, body, answers } = operation
  return (
    <details id={id} className="api-operation">
      <summary>
        <span className="api-method">{method}</span> <code className="api-path">{path}</code>
        <span className="api-summary soft">
          <Said text={summary} />
        </span>
      </summary>
      <div className="stack api-inside">
        <p>
          {asks(permission)}
          {stepUp && ' It wants a second factor shown within ten minutes; tokens cannot do it.'}
        </p>
        {parameters.length > 0 && (
          <Fields
            title="In the address"
            rows={parameters.map((one) => ({
              name: one.name,
              type: typeWords(one.schema),
              needed: one.required ?? false,
              about: [one.in, one.description ?? one.schema?.description].filter(Boolean).join(': '),
            }))}
          />
        )}
        {body && <Shape title="Body" schema={body} document={document} />}
        {answers.map(({ status, schema }) =>
          schema ? (
            <Shape key={status} title={`Answer ${status}`} schema={schema} document={document} />
          ) : (
            <p key={status}>
              <strong>Answer {status}</strong> without a body
            </p>
          ),
        )}
        <p>
          <a href={`#${encodeURIComponent(id)}`}>Link to {id}</a>
        </p>
      </div>
    </details>
  )
}

function asks(permission: string | null): string {
  if (permission === null) return 'Open to everybody.'
  if (permission === 'self') return 'For somebody signed in, about themselves; no token reaches it.'
  return `Wants the permission ${permission}.`
}

interface Row {
  readonly name: string
  readonly type: string
  readonly needed: boolean
  readonly about: string
}

function Shape({ title, schema, document }: { title: string; schema: Schema; document: ApiDocument }) {
  const whole = opened(schema, document)
  const rows = Object.entries(whole.properties ?? {}).map(([name, property]) => ({
    name,
    type: typeWords(property),
    needed: whole.required?.includes(name) ?? false,
    about: property.description ?? '',
  }))
  const heading = `${title}: ${typeWords(schema)}`
  if (rows.length === 0)
    return (
      <p>
        <strong>{heading}</strong>
      </p>
    )
  return <Fields title={heading} rows={rows} />
}

function Fields({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <div className="stack-tight">
      <h3 className="api-heading">{title}</h3>
      <dl className="api-fields">
        {rows.map(({ name, type, needed, about }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
              {!needed && <span className="faint"> may be left out</span>}
            </dt>
            <dd>
              <code>{type}</code>
              {about && (
                <span className="soft">
                  {' '}
                  <Said text={about} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
