import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import type { Cell } from '../../domain/reading.ts'
import type { Ingress, OpenGroup, SecurityGroups } from '../../ports/security-groups.ts'
import { accountOf } from '../account.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { again, regionOf } from './places.ts'
import { ports } from './ports.ts'

/** What everybody may be let in to: the web. */
const isWeb = ({ protocol, fromPort, toPort }: Ingress): boolean =>
  protocol === 'tcp' && fromPort === toPort && (fromPort === 80 || fromPort === 443)

/** The security groups of a region that let everybody in, the others than the web's first. */
export const openGroups = (groups: SecurityGroups): Read => ({
  name: 'security groups',
  input: z.object({}),
  async read(_, where) {
    const found = (await groups.open(accountOf(where.settings))).map(group => ({
      ...group,
      isWeb: group.rules.every(isWeb),
    }))
    found.sort((a, b) => Number(a.isWeb) - Number(b.isWeb))
    const worse = found.filter(({ isWeb }) => !isWeb)
    const web = found.length - worse.length
    return {
      state: worse.length > 0 ? 'unsettled' : 'fine',
      title: `${found.length === 0 ? 'No security group' : counted(found.length, 'security group')} of ${regionOf(where)} ${found.length === 1 ? 'lets' : 'let'} everybody in${worse.length > 0 ? `, ${worse.length} to more than the web` : ''}`,
      lines: [
        ...worse.slice(0, 5).map(lineOf),
        ...(web > 0 ? [`To ports 80 and 443 alone: ${web} of them.`] : []),
      ],
      ...(found.length > 0 && {
        table: {
          columns: ['Group', 'Name', 'Lets everybody in to', 'Behind it', 'Public address'],
          rows: found.map(cells),
        },
      }),
      offers: [
        ...worse.slice(0, 2).map(({ id, name }) => ({
          label: `All that ${name.slice(0, 40)} lets in`,
          command: `${lineAt('security groups', where)} --group ${id}`,
        })),
        again('security groups', where),
      ],
    }
  },
})

const cells = (group: OpenGroup): Cell[] => [
  group.id,
  group.name,
  group.rules.map(ports).join(', '),
  behind(group) || 'nothing',
  group.behind.some(({ isPublic }) => isPublic) ? 'yes' : 'no',
]

const lineOf = (group: OpenGroup): string => {
  const to = group.rules.filter(rule => !isWeb(rule)).map(ports)
  const isReached = group.behind.some(({ isPublic }) => isPublic)
  const reach =
    group.behind.length === 0
      ? 'Nothing stands behind it.'
      : `Behind it: ${behind(group)}, ${isReached ? 'with a public address' : 'without a public address'}.`
  return `${group.name} lets everybody in to ${to.join(', ')}. ${reach}`
}

/** "a database (2), the load balancer public-web" */
function behind({ behind }: OpenGroup): string {
  const times = new Map<string, number>()
  for (const { what } of behind) times.set(what, (times.get(what) ?? 0) + 1)
  return [...times].map(([what, count]) => (count === 1 ? what : `${what} (${count})`)).join(', ')
}
