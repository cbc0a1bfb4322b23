import { z } from 'zod'
import { UserError } from '../domain/errors.ts'
import { groupName, shortName } from '../domain/short-name.ts'
import type { Listener, ListenerAction, ListenerRule, Listeners } from '../ports/listeners.ts'
import { accountOf } from './account.ts'
import { healthOffer, lineAt } from './line-at.ts'
import type { Read } from './read.ts'
import { serviceOf } from './service-of.ts'

/** What the load balancer of a service does with requests: listeners and their rules, and what is odd about them. */
export const showListeners = (listeners: Listeners): Read<object> => ({
  name: 'listeners',
  input: z.object({}),
  async read(_, where) {
    const { name, settings } = serviceOf(where)
    const { loadBalancer, targetGroup, blueGreen } = settings
    const named = `${name}, ${where.environment}`
    if (loadBalancer === undefined)
      throw new UserError(
        `The load balancer of ${named} is not known: add \`loadBalancer\` with its ARN to the service in the system file.`,
      )
    const all = (await listeners.of(loadBalancer, accountOf(where.settings))).sort((a, b) => a.port - b.port)
    const groups = [targetGroup, blueGreen?.blue.targetGroup, blueGreen?.green.targetGroup].flatMap(
      group => group ?? [],
    )
    const odd = oddities(all, groups)
    return {
      state: odd.length > 0 ? 'unsettled' : 'fine',
      title: `The load balancer ${groupName(loadBalancer)} of ${named}: ${
        all.length === 0 ? 'no listener' : all.map(({ protocol, port }) => `${protocol} ${port}`).join(', ')
      }`,
      lines: odd,
      table: {
        columns: ['Listener', 'Rule', 'When', 'Does', 'Certificate'],
        rows: all
          .flatMap(listener => listener.rules.map(rule => [listener, rule] as const))
          .map(([listener, { priority, when, does }]) => [
            `${listener.protocol} ${listener.port}`,
            priority,
            when.join(', and ') || 'any other',
            does.map(inWords).join(', then '),
            listener.certificates.map(shortName).join(', '),
          ]),
      },
      offers: [healthOffer(where), { label: 'Again', command: lineAt('listeners', where) }],
    }
  },
})

/** What keeps people out, or leads them where the system file does not say. */
function oddities(all: Listener[], groups: string[]): string[] {
  const encrypted = all.filter(({ protocol }) => protocol === 'HTTPS' || protocol === 'TLS')
  const plain = all.filter(({ protocol, rules }) => protocol === 'HTTP' && !rules.every(redirects))
  const forwards = all.flatMap(({ rules }) => rules.flatMap(({ does }) => does)).flatMap(groupsOf)
  const lost = groups.length > 0 && !forwards.some(group => groups.includes(group))
  return [
    ...(encrypted.length === 0 ? ['Nothing listens for HTTPS.'] : []),
    ...encrypted
      .filter(({ certificates }) => certificates.length === 0)
      .map(({ port }) => `The listener on ${port} has no certificate.`),
    ...plain.map(({ port }) => `What comes to ${port} over plain HTTP is not led to HTTPS.`),
    ...(lost
      ? [
          `No rule forwards to ${groups.map(groupName).join(' or ')}, which the system file names${forwards.length > 0 ? `, but to ${[...new Set(forwards)].map(groupName).join(', ')}` : ''}.`,
        ]
      : []),
  ]
}

const redirects = ({ does }: ListenerRule): boolean =>
  does.some(action => action.is === 'redirect' && action.to.startsWith('https:'))

/** The target groups that get requests of it. */
const groupsOf = (action: ListenerAction): string[] =>
  action.is === 'forward' ? action.to.flatMap(({ group, weight }) => (weight > 0 ? group : [])) : []

function inWords(action: ListenerAction): string {
  switch (action.is) {
    case 'forward':
      return `forwards to ${action.to
        .map(({ group, weight }) =>
          action.to.length > 1 ? `${groupName(group)} (${weight})` : groupName(group),
        )
        .join(', ')}`
    case 'redirect':
      return `redirects to ${action.to} (${action.status})`
    case 'answer':
      return `answers ${action.status}`
    case 'other':
      return action.what
  }
}
