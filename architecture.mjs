// THE table. A row is a room of src/core; its value, the rooms it may look into.
// Read by .dependency-cruiser.mjs and by the table in ARCHITECTURE.md.
export const rooms = {
  kernel: [],
  numbering: ['kernel'],
  calls: ['kernel', 'numbering'],
  rating: ['kernel', 'numbering', 'calls'],
  detection: ['kernel', 'numbering', 'calls', 'rating'],
  inventory: ['kernel'],
  reach: ['kernel', 'inventory'],
  advisories: ['kernel', 'inventory'],
  audit: ['kernel', 'inventory', 'reach', 'advisories'],
  probe: ['kernel'],
  evidence: ['kernel'],
  access: ['kernel'],
  incidents: ['kernel', 'calls', 'rating', 'detection'],
  sites: ['kernel', 'incidents'],
  response: ['kernel', 'numbering', 'incidents'],
  drills: ['kernel', 'calls'],
  notices: ['kernel', 'incidents'],
  obligations: ['kernel'],
  playbooks: ['kernel'],
  reports: ['kernel', 'numbering', 'calls', 'rating', 'detection', 'evidence', 'access', 'incidents'],
}
export const coreNpm = ['zod']
