import { groupOf, type OfKind } from '../../domain/cluster-kinds.ts'
import { mask } from '../../domain/mask.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { StepAnswer } from '../../ports/step-reader.ts'
import type { DeploymentTarget } from '../../ports/workloads.ts'
import type { Kubernetes } from './api.ts'
import { most } from './table-lists.ts'
import { type Found, tableOf } from './tables.ts'

export interface Get {
  asked: OfKind[]
  targets: DeploymentTarget[]
  input: Record<string, Json>
}

/** What `kubectl get` shows: rows, names, or for `-o json` the objects without what may be secret. */
export async function readGet(kubernetes: Kubernetes, { asked, targets, input }: Get): Promise<StepAnswer> {
  const labels = input.l ?? input.selector
  const fields = input['field-selector']
  const selectors = {
    ...(typeof labels === 'string' && { labels }),
    ...(typeof fields === 'string' && { fields }),
  }
  const read = await Promise.all(asked.map(one => tableOf(kubernetes, one, targets, selectors)))
  const found = Array.isArray(input.sortBy) ? read.map(one => sorted(one, input.sortBy as Json[])) : read
  const cut = found.some(({ isCut }) => isCut) ? { about: `the first ${most}` } : {}
  if (input.o === 'name') return { text: found.flatMap(namesOf).join('\n'), ...cut }
  if (input.o !== 'json') return { rows: rowsOf(found, input.o === 'wide'), ...cut }
  const items = found.flatMap(({ rows }) => rows).map(({ object }) => shown(object))
  const isOne = asked.length === 1 && asked[0]!.names.length === 1
  const about = [...(found.some(hasContainers) ? ['without commands'] : []), ...Object.values(cut)]
  return {
    json: isOne ? items[0]! : { apiVersion: 'v1', kind: 'List', items },
    ...(about.length > 0 && { about: about.join(', ') }),
  }
}

const hasContainers = ({ kind }: Found): boolean =>
  /^(?:pods|deployments|jobs|cronjobs|\w+sets)$/.test(kind.plural)

/** `pod/web-1`, `deployment.apps/web` */
const namesOf = ({ kind, rows }: Found): string[] => {
  const group = groupOf(kind)
  return rows.map(({ name }) => `${kind.singular}${group && `.${group}`}/${name}`)
}

/** Several kinds have the columns of all of them; what a row is, its name says. */
function rowsOf(found: Found[], isWide: boolean) {
  const tables = found.map(({ kind, columns, rows }) => ({
    prefix: found.length > 1 ? `${kind.singular}/` : '',
    columns: columns.map(({ name, priority }) => (priority === 0 || isWide ? name.toUpperCase() : undefined)),
    rows,
  }))
  const all = [...new Set(tables.flatMap(({ columns }) => columns).filter(name => name !== undefined))]
  return {
    columns: all,
    rows: tables.flatMap(({ prefix, columns, rows }) =>
      rows.map(({ cells }) =>
        all.map(name => {
          const at = columns.indexOf(name)
          const cell = at < 0 ? null : (cells[at] ?? null)
          return `${name === 'NAME' ? prefix : ''}${typeof cell === 'object' ? '' : cell}`
        }),
      ),
    ),
  }
}

/** By what stands in each object where the path leads; numbers by their size. */
function sorted(found: Found, path: Json[]): Found {
  const keyOf = (object: Json) =>
    path.reduce<Json | undefined>(
      (at, step) =>
        typeof at === 'object' && at !== null ? (at as Record<string, Json>)[String(step)] : undefined,
      object,
    ) ?? ''
  const rows = found.rows
    .map(row => ({ row, key: keyOf(row.object) }))
    .sort(({ key: a }, { key: b }) =>
      typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : Number(a !== b),
    )
  return { ...found, rows: rows.map(({ row }) => row) }
}

/** What may hold a secret under no name of its own: what is said to a container, and what tools have noted about it. */
const hidden = [
  'managedFields',
  'kubectl.kubernetes.io/last-applied-configuration',
  'command',
  'args',
  'httpHeaders',
]

function shown(json: Json): Json {
  // A file or an address in it loses its secrets as long as what tells of them is beside.
  if (typeof json === 'string') return /\n|:\/\//.test(json) ? mask(json) : json
  if (Array.isArray(json)) return json.map(shown)
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json)
      .filter(([name]) => !hidden.includes(name))
      .map(([name, value]) => [name, shown(value)]),
  )
}
