import type { World } from '../world.ts'

/** Where each environment's people are, and what there is. */
export const places = [
  { environment: 'production', channel: 'C-alerts', services: ['api', 'web'] },
  { environment: 'vault', channel: 'C-vault', services: ['ledger'] },
  { environment: 'staging', channel: 'C-staging', services: ['stage'] },
]

/** A change that somebody asks for, as they type it: of any kind, for good or for a while, in an incident or not. */
export function asked({ chance, memory }: World, openP1: () => string | undefined) {
  const { environment, channel, services } = chance.pick(places)
  const service = chance.pick(services)
  const what = chance.weighed({
    scale: 12,
    deploy: 5,
    rollback: 4,
    restart: 3,
    workflow: 14,
    lock: 1,
    unlock: 1,
    open: 5,
  })
  const incident = chance.happens(0.6) ? openP1() : undefined
  const more = [
    `--environment ${environment}`,
    ...(environment === 'production' && chance.happens(0.95) ? ['--confirm deploy'] : []),
    ...(incident === undefined ? [] : [`--incident ${incident}`]),
  ].join(' ')
  const longest = memory.clock.rate() > 1 ? 310 : 40
  const forAWhile = chance.happens(0.5) ? ` --for ${chance.pick([20, 40, 70, longest])}s` : ''
  const version = `v${3 + Math.floor(chance.next() * 5)}`
  const lines = {
    scale: `scale ${service} ${1 + Math.floor(chance.next() * 6)}${forAWhile} ${more}`,
    deploy: service === 'stage' ? `restart ${service} ${more}` : `deploy ${service} ${version} ${more}`,
    rollback: `rollback ${service} previous ${more}`,
    restart: `restart ${service} ${more}`,
    workflow: `deploy batch --branch main ${more.replace(environment, 'production')} --confirm deploy`,
    lock: `lock ${service} "looking at it" --environment ${environment}`,
    open: `db open postgres --from 203.0.113.${1 + Math.floor(chance.next() * 250)} --for ${chance.pick([20, 40, 80])}s --reason "the bastion is down" --environment production --confirm deploy`,
    unlock: `unlock ${service} ${chance.happens(0.5) ? `--steal ${more}` : `--environment ${environment}`}`,
  }
  return { text: lines[what], channel: what === 'workflow' || what === 'open' ? 'C-alerts' : channel }
}
