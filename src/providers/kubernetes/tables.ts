import { z } from 'zod'
import type { ClusterKind, OfKind } from '../../domain/cluster-kinds.ts'
import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import { fieldOf } from '../../ports/calls/call.ts'
import type { DeploymentTarget } from '../../ports/workloads.ts'
import type { Kubernetes } from './api.ts'
import { knownDeployment, readReplicaSets } from './deployments.ts'
import { fits } from './label-selector.ts'
import { isAbout } from './own-events.ts'
import { listsOf, type Selectors } from './table-lists.ts'

/** The form in which kubectl is answered: what each kind is shown with is the API server's to know. */
const asTable = 'application/json;as=Table;v=v1;g=meta.k8s.io'

const Table = z.object({
  metadata: z.object({ continue: z.string().optional() }).default({}),
  columnDefinitions: z.array(z.object({ name: z.string(), priority: z.number().default(0) })),
  rows: z
    .array(
      z.object({
        cells: z.array(z.json()),
        object: z.looseObject({ metadata: z.looseObject({ name: z.string() }) }),
      }),
    )
    .nullish(),
})

/** What there is of a kind, a row for each, with the object that it is about. */
export interface Found {
  kind: ClusterKind
  columns: { name: string; priority: number }[]
  rows: { cells: Json[]; name: string; object: Json }[]
  /** There is more than was read. */
  isCut: boolean
}

/** What there is of a kind where the targets are; of pods, ReplicaSets, deployments and events what is theirs. */
export async function tableOf(
  kubernetes: Kubernetes,
  { kind, names }: OfKind,
  targets: DeploymentTarget[],
  selectors: Selectors,
): Promise<Found> {
  const [name] = names
  const fields = [
    ...(selectors.fields === undefined ? [] : [selectors.fields]),
    ...(names.length === 1 ? [`metadata.name=${name}`] : []),
  ]
  const isNamed = ({ deployment }: DeploymentTarget) => names.length === 0 || names.includes(deployment)
  const own = kind.plural === 'deployments' ? targets.filter(isNamed) : targets
  const lists = await listsOf(kubernetes, kind, own, {
    ...selectors,
    ...(fields[0] && { fields: fields.join() }),
  })
  const asked = await Promise.all(
    lists.map(({ target: place, ...list }) =>
      kubernetes.ask({ ...list, place, accept: asTable, answer: Table }),
    ),
  )
  const tables = asked.filter(table => table !== undefined)
  const isOurs =
    kind.plural === 'events'
      ? await aboutAny(kubernetes, targets)
      : kind.plural === 'deployments'
        ? chosenBy(selectors)
        : () => true
  const rows = tables
    .flatMap(table => table.rows ?? [])
    .map(({ cells, object }) => ({ cells, name: object.metadata.name, object: object as Json }))
    .filter(({ name, object }) => (names.length === 0 || names.includes(name)) && isOurs(object))
  const missing = names.find(name => rows.every(row => row.name !== name))
  if (missing !== undefined)
    throw new UserError(
      `There is no ${kind.singular} ${missing.slice(0, 80)} among those that the system has to do with.`,
    )
  return {
    kind,
    columns: tables[0]?.columnDefinitions ?? [],
    rows,
    isCut: tables.some(({ metadata }) => metadata.continue),
  }
}

/** A deployment is asked for by its name, and so nobody else looks at what chooses it. */
function chosenBy({ labels, fields }: Selectors): (object: Json) => boolean {
  if (fields !== undefined)
    throw new UserError('Belay picks deployments by name and by label, and by no other field.')
  return object =>
    labels === undefined || fits(labels, fieldOf(fieldOf(object, 'metadata') ?? null, 'labels'))
}

async function aboutAny(
  kubernetes: Kubernetes,
  targets: DeploymentTarget[],
): Promise<(event: Json) => boolean> {
  const own = await Promise.all(
    targets.map(async target => {
      const sets = await readReplicaSets(kubernetes, target, await knownDeployment(kubernetes, target))
      return isAbout(target.deployment, sets)
    }),
  )
  return event => {
    const about = fieldOf(event, 'involvedObject') ?? null
    const on = `${fieldOf(about, 'kind')}/${fieldOf(about, 'name')}`
    return own.some(is => is(on))
  }
}
