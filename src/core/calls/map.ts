import { z } from 'zod'

const Column = z.union([z.string().min(1), z.number().int().positive()])

/** mapping.yaml: where the facts of a call stand in a provider's own layout. A column is a header's name or a number from 1. */
export const CsvMap = z.strictObject({
  /** One character; found out from the first line when it is not given. */
  delimiter: z.string().length(1).optional(),
  /** Whether the first line names the columns. Not given: yes when any column is given by name. */
  header: z.boolean().optional(),
  columns: z.strictObject({
    id: Column.optional(),
    start: Column,
    answer: Column.optional(),
    end: Column.optional(),
    /** Seconds or [hh:]mm:ss from start to end; from answer to end. */
    duration: Column.optional(),
    billable: Column.optional(),
    from: Column.optional(),
    to: Column,
    account: Column.optional(),
    disposition: Column.optional(),
    direction: Column.optional(),
    trunk: Column.optional(),
    ip: Column.optional(),
    userAgent: Column.optional(),
    linkedId: Column.optional(),
  }),
  /** `iso`, `epoch` (seconds), `epoch-ms`, or a pattern of %Y %m %d %H %M %S %y %b %p %I %z. Not given: whatever it looks like. */
  timeFormat: z.string().optional(),
  /** IANA; not given: the site's. */
  timezone: z.string().optional(),
  /** Values of the disposition column that mean answered, in any case. Not given: answered, completed, success, ok, 200, 16. */
  answered: z.array(z.union([z.string(), z.number()])).optional(),
})
export type CsvMap = z.output<typeof CsvMap>
