import { z } from 'zod'

export const incidentPlace = z.object({ customer: z.string(), site: z.string() })
export const oneIncident = incidentPlace.extend({ id: z.string().max(100) })
export const incidentBase = '/customers/:customer/sites/:site/incidents'
