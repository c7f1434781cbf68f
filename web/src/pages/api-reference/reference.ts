// The API's own description (OpenAPI 3.1), as far as a page shows it.

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly additionalProperties?: unknown
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>

interface OperationSource {
  readonly operationId?: string
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content?: Content }
  readonly responses?: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>
  readonly 'x-permission'?: string
  readonly 'x-step-up'?: boolean
}

export interface ApiDocument {
  readonly info: { readonly description?: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationSource>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly tag: string
  /** What it asks for; null: nothing. */
  readonly permission: string | null
  readonly stepUp: boolean
  readonly parameters: readonly Parameter[]
  readonly body: Schema | null
  readonly answers: readonly { readonly status: string; readonly schema: Schema | null }[]
}

const firstSchema = (content: Content | undefined): Schema | null =>
  Object.values(content ?? {})[0]?.schema ?? null

/** Every operation, in the order of the document. */
export function operationsOf(document: ApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, source]) => ({
      id: source.operationId ?? `${method} ${path}`,
      method: method.toUpperCase(),
      path,
      summary: source.summary ?? '',
      tag: source.tags?.[0] ?? 'other',
      permission: source['x-permission'] ?? null,
      stepUp: source['x-step-up'] ?? false,
      parameters: source.parameters ?? [],
      body: firstSchema(source.requestBody?.content),
      answers: Object.entries(source.responses ?? {}).map(([status, { content }]) => ({
        status,
        schema: firstSchema(content),
      })),
    })),
  )
}

/** Those whose words hold all that was typed, by group. */
export function grouped(operations: readonly Operation[], typed: string): [string, Operation[]][] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, Operation[]>()
  for (const one of operations) {
    const text = `${one.method} ${one.path} ${one.summary} ${one.tag} ${one.permission ?? ''} ${one.id}`
    if (!words.every((word) => text.toLowerCase().includes(word))) continue
    groups.set(one.tag, [...(groups.get(one.tag) ?? []), one])
  }
  return [...groups]
}

const nameOf = (ref: string): string => ref.split('/').at(-1) ?? ref

/** A schema in one or a few words: `string`, `Money`, `array of Site`, `"a" | "b"`. */
export function typeWords(schema: Schema | undefined): string {
  if (!schema) return 'anything'
  if (schema.$ref) return nameOf(schema.$ref)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const several = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (several) return several.map(typeWords).join(schema.allOf ? ' and ' : ' or ')
  if (schema.type === 'array') return `array of ${typeWords(schema.items)}`
  return [schema.type ?? 'object'].flat().join(' or ')
}

/** The schema itself where it is named, one step deep. */
export function opened(schema: Schema, document: ApiDocument): Schema {
  if (!schema.$ref) return schema
  return document.components?.schemas?.[nameOf(schema.$ref)] ?? schema
}
