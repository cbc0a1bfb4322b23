import { z } from 'zod'
import { counted } from '../domain/counted.ts'
import { shortName } from '../domain/short-name.ts'
import type { Clusters, ContainerGiven } from '../ports/clusters.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import { accountOf } from './account.ts'
import { findService } from './ecs-service.ts'
import { lineAt } from './line-at.ts'
import type { Where } from './operation.ts'
import type { Read } from './read.ts'
import { lackedBy } from './start-failure.ts'

/** What a service's containers are given: image, ports, the names of their variables, and whether their secrets are there. */
export const taskDefinition = (clusters: Clusters, secrets: SecretStore): Read => ({
  name: 'tasks definition',
  input: z.object({}),
  async read(_, where) {
    const { state, target, named } = await findService(clusters, where)
    const containers = (await clusters.given(state.taskDefinition, target)) ?? []
    const [gone, lacks] = await Promise.all([
      goneOf(containers, secrets, where),
      lackedBy(clusters, state.taskDefinition, target),
    ])
    const count = (of: 'variable' | 'secret') =>
      counted(
        containers.reduce((all, one) => all + one[`${of}s`].length, 0),
        of,
      )
    return {
      ...(gone.size > 0 && { state: 'down' as const }),
      title: `${named} runs ${shortName(state.taskDefinition)}: ${count('variable')}, ${count('secret')}`,
      lines: [
        ...[...gone].map(from => `Secrets Manager has no ${nameOf(from)}: no task starts without it.`),
        ...lacks,
        ...twice(containers),
        ...(containers.length === 0 ? ['ECS does not have this task definition any more.'] : []),
      ],
      ...(containers.length > 0 && {
        table: {
          columns: ['Container', 'What', 'Is'],
          rows: containers.flatMap(({ name, image, ports, variables, secrets }) => [
            [name, 'image', image],
            ...ports.map(port => [name, 'port', `${port}`]),
            ...variables.map(variable => [name, variable, 'a variable']),
            ...secrets.map(secret => [
              name,
              secret.name,
              `from ${nameOf(secret.from)}${gone.has(arnOf(secret.from)) ? ', which is not there' : ''}`,
            ]),
          ]),
        },
      }),
      offers: [
        { label: 'Tasks', command: lineAt('tasks', where) },
        { label: `Logs of ${where.service!.name}`, command: `${lineAt('logs', where)} --errors` },
      ],
    }
  },
})

/** Of the secrets that lie in Secrets Manager those that it does not have, or will not have for long. */
async function goneOf(containers: ContainerGiven[], store: SecretStore, where: Where): Promise<Set<string>> {
  const all = new Set(
    containers.flatMap(({ secrets }) =>
      secrets.map(({ from }) => arnOf(from)).filter(from => from.startsWith('arn:') && isSecret(from)),
    ),
  )
  const found = await Promise.all(
    [...all].map(async from => ({ from, secret: await store.secret(from, accountOf(where.settings)) })),
  )
  return new Set(
    found
      .filter(({ secret }) => secret === undefined || secret.deletedAt !== undefined)
      .map(({ from }) => from),
  )
}

const isSecret = (from: string): boolean => from.split(':')[2] === 'secretsmanager'

/** Without the member of a JSON object, the version and its label, which may stand behind it. */
const arnOf = (from: string): string => (isSecret(from) ? from.split(':').slice(0, 7).join(':') : from)

/** "shop/db" of its ARN, where AWS adds six letters; a parameter of Systems Manager by its own name. */
const nameOf = (from: string): string =>
  isSecret(from) ? (from.split(':')[6] ?? from).replace(/-\w{6}$/, '') : from.replace(/^arn:.*:parameter/, '')

/** The containers of a task share its network. */
function twice(containers: ContainerGiven[]): string[] {
  const taken = containers.flatMap(({ name, ports }) => ports.map(port => ({ name, port })))
  return [...new Set(taken.map(({ port }) => port))].flatMap(port => {
    const by = taken.filter(one => one.port === port).map(({ name }) => name)
    return by.length > 1 ? [`${by.join(' and ')} take the same port, ${port}.`] : []
  })
}
