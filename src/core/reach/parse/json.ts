import { DomainError, type JsonFile, locateJson } from '#core/kernel'

export { isObject, type Json, type JsonFile, type JsonObject } from '#core/kernel'

/** JSON of a rule set, that remembers where its objects stand. Throws `rules-broken`. */
export const parseJson = (text: string, file: string): JsonFile =>
  locateJson(
    text,
    (line, what) =>
      new DomainError(
        'rules-broken',
        `${file}:${line}: ${what}`,
        'Give the whole output again; it seems cut off or edited.',
      ),
  )
