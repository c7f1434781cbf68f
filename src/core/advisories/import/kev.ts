import { advisory, dayOf, type Imported, listOf, type Raw, textOf } from './read.ts'

export const looksLikeKev = (file: Raw): boolean =>
  Array.isArray(file['vulnerabilities']) &&
  ('catalogVersion' in file || listOf(file['vulnerabilities']).some((each) => 'cveID' in each))

/** CISA Known Exploited Vulnerabilities. It names products without versions. */
export function readKev(file: Raw): Imported {
  const entries = listOf(file['vulnerabilities'])
  const advisories = entries.flatMap((entry) => {
    const id = textOf(entry['cveID'])
    if (id === null) return []
    const [vendor, product] = [textOf(entry['vendorProject']) ?? '', textOf(entry['product']) ?? '']
    return [
      advisory({
        id,
        statements: [{ vendor, product, provider: 'kev', ranges: [], unknown: true }],
        knownExploited: {
          since: dayOf(entry['dateAdded']) ?? '',
          ransomware: entry['knownRansomwareCampaignUse'] === 'Known',
        },
        exploitation: 'active',
        references: [`https://www.cve.org/CVERecord?id=${id}`],
      }),
    ]
  })
  return {
    kind: 'kev',
    date: dayOf(file['dateReleased']),
    advisories,
    skipped: entries.length - advisories.length,
  }
}
