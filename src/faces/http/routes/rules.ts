import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { RuleProof, RulesReplay, RulesSave, RulesTrial, SiteRules } from '#contract'
import { actorOf } from '../auth.ts'

const tags = ['rules']
const params = z.object({ customer: z.string(), site: z.string() })
const base = '/customers/:customer/sites/:site/rules'

/** The detection rules of a site. */
export function ruleRoutes(api: FastifyInstance, app: App): void {
  readRoutes(api, app)
  changeRoutes(api, app)
}

function readRoutes(api: FastifyInstance, { rules }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'sites.read' } as const
  routes.get(
    base,
    {
      config,
      schema: {
        operationId: 'listRules',
        summary: 'Every detection rule, and how the site has set it',
        tags,
        params,
        response: { 200: SiteRules },
      },
    },
    (request) => rules.view(request.params),
  )

  routes.get(
    `${base}/:rule/proof`,
    {
      config,
      schema: {
        operationId: 'proveRule',
        summary: 'What a rule must and must not speak on, played with the settings of the site',
        tags,
        params: params.extend({ rule: z.string() }),
        response: { 200: RuleProof },
      },
    },
    ({ params: { rule, ...place } }) => rules.proof(place, rule),
  )
}

function changeRoutes(api: FastifyInstance, { rules }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'sites.write' } as const
  routes.post(
    `${base}/replays`,
    {
      config,
      schema: {
        operationId: 'replayRules',
        summary: 'Begins to judge the calls on record with other settings; changes nothing',
        tags,
        params,
        body: RulesTrial,
        response: { 202: RulesReplay },
      },
    },
    async (request, reply) => reply.code(202).send(await rules.replay(request.params, request.body.rules)),
  )

  routes.get(
    `${base}/replays/:id`,
    {
      config,
      schema: {
        operationId: 'getRulesReplay',
        summary: 'How far the last replay is, and what it found',
        tags,
        params: params.extend({ id: z.string() }),
        response: { 200: RulesReplay },
      },
    },
    async ({ params: { id, ...place } }) => rules.replayed(place, id),
  )

  routes.put(
    base,
    {
      config,
      schema: {
        operationId: 'saveRules',
        summary: 'Writes the settings of a replay into the site.yaml of the site; in force within seconds',
        tags,
        params,
        body: RulesSave,
        response: { 200: SiteRules },
      },
    },
    (request) => rules.save(request.params, request.body.replay, actorOf(request)),
  )
}
