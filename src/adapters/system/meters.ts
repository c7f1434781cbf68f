import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** One figure as it stands now. */
export interface Sample {
  readonly name: string
  readonly help: string
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
}

/** What is counted while the server runs, in the text format of Prometheus. Names of people, accounts and numbers are never labels. */
export interface Meters {
  /** `route` as registered, never the address itself. */
  served(request: { method: string; route: string; status: number; seconds: number }): void
  /** Something went wrong that nobody was told of in an answer. */
  stumbled(what: string): void
  text(): Promise<string>
}

const FASTEST_TO_SLOWEST = [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10]

/** `samples` is asked each time somebody reads. */
export function createMeters(samples: () => Promise<readonly Sample[]>): Meters {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'ringfence_http_request_seconds',
    help: 'Requests by route and status, with how long they took.',
    labelNames: ['method', 'route', 'status'],
    buckets: FASTEST_TO_SLOWEST,
    registers: [registry],
  })
  const problems = new Counter({
    name: 'ringfence_problems_total',
    help: 'Lines of the log that tell of something gone wrong.',
    labelNames: ['what'],
    registers: [registry],
  })
  return {
    served: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    stumbled: (what) => problems.inc({ what }),
    async text() {
      const now = new Registry()
      const gauges = new Map<string, Gauge>()
      for (const { name, help, labels = {}, value } of await samples()) {
        const gauge =
          gauges.get(name) ?? new Gauge({ name, help, labelNames: Object.keys(labels), registers: [now] })
        gauges.set(name, gauge)
        gauge.set(labels, value)
      }
      return `${await registry.metrics()}\n${await now.metrics()}`
    },
  }
}
