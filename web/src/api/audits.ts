import { queryOptions } from '@tanstack/react-query'
import type {
  AcceptRisk,
  AttestCheck,
  AuditChecks,
  AuditedDevices,
  AuditPage,
  AuditPlanJson,
  AuditPlanView,
  AuditReach,
  AuditView,
  CheckView,
  CloseWish,
  FirmwareTargetInput,
  FirmwareTargets,
  ReachAnswer,
  ReachCell,
  ReachClosing,
  ReachWish,
} from '#contract'
import { ApiProblem, address, request, upload } from './client.ts'
import type { Place } from './session.ts'
import { pathOf } from './sites.ts'

const at = (place: Place): string => `${pathOf(place)}/audits`
const one = (place: Place, id: string): string => `${at(place)}/${encodeURIComponent(id)}`

/** The newest by its own id: asking for one that is not there leaves an error in the browser's console. */
async function found(place: Place, id: string): Promise<string> {
  if (id !== 'latest') return one(place, id)
  const { items } = await request<AuditPage>('GET', `${at(place)}?limit=1`)
  if (items[0]) return one(place, items[0].id)
  throw new ApiProblem(404, 'audit-unknown', 'There is no audit here yet.', 'Make the first one.')
}
const key = (place: Place, ...more: readonly unknown[]) => ['audits', place.customer, place.site, ...more]

export const auditsQuery = (place: Place) =>
  queryOptions({
    queryKey: key(place, 'list'),
    queryFn: () => request<AuditPage>('GET', `${at(place)}?limit=100`),
  })

export const auditQuery = (place: Place, id: string) =>
  queryOptions({
    queryKey: key(place, id),
    queryFn: async () => request<AuditView>('GET', await found(place, id)),
  })

export const checksQuery = (place: Place, id: string) =>
  queryOptions({
    queryKey: key(place, id, 'findings'),
    queryFn: async () => request<AuditChecks>('GET', `${await found(place, id)}/findings`),
  })

export const checkQuery = (place: Place, id: string, check: string) =>
  queryOptions({
    queryKey: key(place, id, 'findings', check),
    queryFn: async () =>
      request<CheckView>('GET', `${await found(place, id)}/findings/${encodeURIComponent(check)}`),
  })

export const reachQuery = (place: Place, id: string) =>
  queryOptions({
    queryKey: key(place, id, 'reach'),
    queryFn: async () => request<AuditReach>('GET', `${await found(place, id)}/reach`),
  })

export type AuditFile =
  | 'assessment.pdf'
  | 'assessment.html'
  | 'audit.sarif'
  | 'audit.ocsf.jsonl'
  | 'audit.json'
export const auditFileAddress = (place: Place, id: string, file: AuditFile): string =>
  address(`${one(place, id)}/${file}`)

export interface CellName {
  readonly from: string
  readonly to: string
  readonly service: string
}

export const cellQuery = (place: Place, id: string, { from, to, service }: CellName) =>
  queryOptions({
    queryKey: key(place, id, 'cell', from, to, service),
    queryFn: async () =>
      request<ReachCell>(
        'GET',
        `${await found(place, id)}/reach/cell?${new URLSearchParams({ from, to, service })}`,
      ),
  })

export const askReach = (place: Place, id: string, wish: ReachWish) =>
  request<ReachAnswer>('POST', `${one(place, id)}/reach`, wish)

export const closeReach = (place: Place, id: string, wish: CloseWish) =>
  request<ReachClosing>('POST', `${one(place, id)}/reach/closing`, wish)

export const devicesQuery = (place: Place, id: string) =>
  queryOptions({
    queryKey: key(place, id, 'devices'),
    queryFn: async () => request<AuditedDevices>('GET', `${await found(place, id)}/devices`),
  })

const targets = (place: Place): string => `${pathOf(place)}/audit-targets`

export const targetsQuery = (place: Place) =>
  queryOptions({
    queryKey: key(place, 'targets'),
    queryFn: () => request<FirmwareTargets>('GET', targets(place)),
  })
export const setTarget = (place: Place, target: FirmwareTargetInput) =>
  request<void>('PUT', targets(place), target)
export const withdrawTarget = (place: Place, id: string) =>
  request<void>('DELETE', `${targets(place)}/${encodeURIComponent(id)}`)

export const planQuery = (place: Place) =>
  queryOptions({
    queryKey: key(place, 'plan'),
    queryFn: () => request<AuditPlanView>('GET', `${pathOf(place)}/audit-plan`),
  })

export const savePlan = (place: Place, plan: AuditPlanJson) =>
  request<AuditPlanView>('PUT', `${pathOf(place)}/audit-plan`, plan)

export const auditConnected = (place: Place) => request<{ id: string }>('POST', `${at(place)}/connected`)

export function uploadAudit(
  place: Place,
  files: readonly File[],
  told: (share: number) => void,
  stop: AbortSignal,
) {
  const form = new FormData()
  for (const file of files) form.append('file', file, file.name)
  return upload<{ id: string }>(at(place), form, told, stop)
}

const ofCheck = (place: Place, check: string): string =>
  `${pathOf(place)}/audit-checks/${encodeURIComponent(check)}`

export const acceptRisk = (place: Place, check: string, risk: AcceptRisk) =>
  request<void>('POST', `${ofCheck(place, check)}/risks`, risk)
export const takeBackRisk = (place: Place, risk: string) =>
  request<void>('DELETE', `${pathOf(place)}/audit-risks/${encodeURIComponent(risk)}`)
export const attestCheck = (place: Place, check: string, answer: AttestCheck) =>
  request<void>('POST', `${ofCheck(place, check)}/attestations`, answer)
