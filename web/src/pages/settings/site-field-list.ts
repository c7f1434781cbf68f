import type { SiteFields } from './site-form.ts'

export interface FieldWords {
  readonly key: keyof SiteFields
  readonly label: string
  readonly description?: string
  readonly placeholder?: string
  readonly kind?: 'country' | 'timezone' | 'currency' | 'lines'
  readonly required?: true
}

/** The form, in the order it is shown. */
export const fieldGroups: readonly { readonly title: string; readonly fields: readonly FieldWords[] }[] = [
  {
    title: 'Where it is',
    fields: [
      { key: 'name', label: 'Name of the site', required: true },
      { key: 'customerName', label: 'Customer', required: true },
      {
        key: 'country',
        label: 'Country',
        description: 'Sets dial plan and emergency numbers',
        kind: 'country',
      },
      { key: 'timezone', label: 'Time zone', description: 'The clock of its phone system', kind: 'timezone' },
      { key: 'currency', label: 'Currency', description: 'What loss is counted in', kind: 'currency' },
    ],
  },
  {
    title: 'How it dials',
    fields: [
      {
        key: 'outsideLine',
        label: 'For an outside line',
        description: 'Dialled first, stripped first',
        placeholder: '9',
      },
      {
        key: 'international',
        label: 'Before international numbers',
        description: 'Besides +',
        placeholder: '011, 00',
      },
      {
        key: 'national',
        label: 'Before national numbers',
        description: 'Empty: the country’s own',
        placeholder: '1',
      },
      { key: 'areaCode', label: 'Area code', description: 'For short local dialling', placeholder: '702' },
      {
        key: 'internal',
        label: 'Extensions',
        description: 'X a digit, Z 1–9, N 2–9',
        placeholder: '1XXX, 2XX',
      },
      {
        key: 'emergency',
        label: 'Emergency numbers',
        description: 'Besides the country’s own',
        placeholder: '933',
      },
    ],
  },
  {
    title: 'What is normal here',
    fields: [
      {
        key: 'businessHours',
        label: 'Business hours',
        description: 'A line each; a day without one is closed',
        placeholder: 'mon-fri: 08:00-18:00',
        kind: 'lines',
      },
      { key: 'holidays', label: 'Holidays', description: 'A region, or dates', placeholder: 'US-NV' },
      {
        key: 'known',
        label: 'Destinations that are normal',
        description: 'Prefixes with +',
        placeholder: '+44, +4930',
      },
      {
        key: 'spendPerDay',
        label: 'Most spent in a day',
        description: 'Amount and currency',
        placeholder: '200 USD',
      },
      {
        key: 'spendPerMonth',
        label: 'Budget of a month',
        description: 'People are told when it is passed',
        placeholder: '1500 USD',
      },
      {
        key: 'concurrentPerAccount',
        label: 'Calls at once per account',
        description: 'A whole number',
        placeholder: '4',
      },
    ],
  },
]
