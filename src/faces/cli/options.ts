import { type Command, InvalidArgumentError } from 'commander'

/** Options that say how to read call records; the same words in every command that reads them. */
export const readingOptions = (command: Command, map = '--map <file>'): Command =>
  command
    .option('--format <name>', 'format of the files; without it they are recognised by content')
    .option(map, 'mapping.yaml that names the columns of a csv format')
    .option('--site <file>', 'site.yaml: country, time zone, dial plan, business hours')
    .option('--country <code>', 'country of the site, ISO 3166-1 alpha-2')
    .option('--timezone <name>', 'time zone of the site, IANA, e.g. Europe/Berlin')

export interface ReadingOptions {
  readonly format?: string
  readonly map?: string
  readonly site?: string
  readonly country?: string
  readonly timezone?: string
}

export const dataOption = (command: Command): Command =>
  command.option('--data <dir>', 'data directory (or RINGFENCE_DATA)')

export interface DataOptions {
  readonly data?: string
}

export const jsonOption = (command: Command): Command =>
  command.option('--json', 'print one JSON document on stdout and nothing else')

export interface JsonOptions {
  readonly json?: boolean
}

export const example = (command: Command, text: string): Command =>
  command.addHelpText('after', `\nExample:\n${text.replace(/^/gm, '  ')}`)

export function port(text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= 65_535)) throw new InvalidArgumentError('A port is a whole number from 0 to 65535.')
  return value
}

export const placeOptions = (command: Command): Command =>
  command
    .option('--site <id>', 'the site', 'main')
    .option('--customer <id>', 'the customer it belongs to', 'default')

export interface PlaceOptions {
  readonly site: string
  readonly customer: string
}

export const placeOf = ({ customer, site }: PlaceOptions): PlaceOptions => ({ customer, site })

/** Address of the controls of a place in the API. */
export const controlsPath = ({ customer, site }: PlaceOptions): string =>
  `/customers/${encodeURIComponent(customer)}/sites/${encodeURIComponent(site)}/controls`
