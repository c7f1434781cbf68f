import type { AlertJson, LiveView, MoneyJson, WatchLine } from '#contract'
import type { Context } from '#core/detection'
import { type AutomaticAct, remedyOf } from '#core/response'
import { actJson } from './automatic-json.ts'
import { threatOf } from './flows/containment-act.ts'
import type { Alert, Range } from './flows/live-alerts.ts'
import type { News, Watch } from './flows/watch.ts'
import { type CallJsonOf, createCallJson } from './live-call-json.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** What a watcher knows, as the public JSON. */
export interface LiveJson {
  /** Null for what is no line of its own. */
  line(news: News, site: string): WatchLine | null
  view(watch: Watch, acts: readonly AutomaticAct[], at: number): LiveView
}

export function createLiveJson(context: Context): LiveJson {
  const { rater } = context
  const money = (micros: number): MoneyJson => ({ micros: Math.round(micros), currency: rater.currency })
  const range = ({ low, likely, high }: Range) => ({
    low: money(low),
    likely: money(likely),
    high: money(high),
  })

  const callOf = createCallJson(context)
  const alertOf = (alert: Alert): AlertJson => ({
    id: alert.id,
    incident: alert.incident,
    account: alert.account,
    kind: alert.kind,
    score: Math.round(alert.score * 100),
    reasons: [...alert.reasons],
    began: iso(alert.began),
    perMinute: money(alert.perMinute.likely),
    lostSoFar: money(alert.lostSoFar.likely),
    range: { perMinute: range(alert.perMinute), lostSoFar: range(alert.lostSoFar) },
    calls: alert.calls,
    running: alert.running.map(({ call }) => call.id),
    channels: alert.running.flatMap(({ channels }) => channels),
    sources: [...alert.sources],
    stop: stopOf(alert),
  })

  return {
    line: (news, site) => lineOf(news, site, { callOf, alertOf }),
    view(watch, acts, at) {
      const alerts = watch.alerts()
      const bad = new Map(alerts.flatMap((alert) => alert.running.map((now) => [now, alert.id] as const)))
      return {
        at: iso(at),
        sources: watch.sources.map((source) => ({ ...source, since: iso(source.since) })),
        calls: [...watch.running.values()].map((now) =>
          callOf(now.source, now.call, now.channels, at, bad.get(now) ?? null),
        ),
        alerts: alerts.map(alertOf),
        automatic: acts.map(actJson),
        meter: {
          perMinute: range(sum(alerts.map((alert) => alert.perMinute))),
          lostSoFar: range(sum(alerts.map((alert) => alert.lostSoFar))),
          calls: bad.size,
        },
      }
    },
  }
}

const stopOf = (alert: Alert): AlertJson['stop'] => {
  const { bar, prefixes, ips } = remedyOf(threatOf(alert))
  return { account: bar, prefixes: [...prefixes], ips: [...ips] }
}

const sum = (ranges: readonly Range[]): Range =>
  ranges.reduce((a, b) => ({ low: a.low + b.low, likely: a.likely + b.likely, high: a.high + b.high }), {
    low: 0,
    likely: 0,
    high: 0,
  })

interface Parts {
  readonly callOf: CallJsonOf
  readonly alertOf: (alert: Alert) => AlertJson
}

function lineOf(news: News, site: string, { callOf, alertOf }: Parts): WatchLine | null {
  const at = iso(news.at)
  switch (news.type) {
    case 'call-started':
    case 'call-answered':
      return {
        type: news.type,
        at,
        site,
        ...callOf(news.now.source, news.now.call, news.now.channels, news.at, null),
      }
    case 'call-ended':
      return { type: 'call-ended', at, site, ...callOf(news.source, news.call, [], news.at, null) }
    case 'alert':
      return { type: 'alert', at, site, update: news.update, ...alertOf(news.alert) }
    case 'sign-in': {
      const { kind, service, account, sourceIp } = news.event
      return { type: 'sign-in', at, site, kind, service, account, sourceIp }
    }
    case 'registration': {
      const { account, sourceIp, userAgent, there } = news
      return { type: 'registration', at, site, account, sourceIp, userAgent, there }
    }
    case 'automatic':
      return { type: 'control', site, update: news.update, ...actJson(news.act) }
    case 'change':
      return { type: 'change', at, site, what: news.what }
    case 'source-lost':
      return { type: 'source-lost', at, site, source: news.source, reason: news.reason }
    case 'source-back':
      return { type: 'source-back', at, site, source: news.source, reason: '' }
    default:
      return null
  }
}
