import { buttons, type Offer } from './button.ts'
import { clip, limits, listed, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipWords, dotted, type Line, links, richText, words } from './rich.ts'
import { rollBack } from './roll-back.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { timeNear } from './time.ts'

type State = 'fine' | 'unsettled' | 'slow' | 'down' | 'unknown'

/** How one environment of a system does. Durations in milliseconds, times in milliseconds since the epoch. */
export interface HealthView {
  system: string
  title: string
  environment: string
  parts: Part[]
  ms: number
  /** Dashboards to look at besides. */
  links?: { label: string; url: string }[]
  /** The incident that it is looked at for. */
  incident?: string
}

interface Part {
  name: string
  kind: 'service' | 'database' | 'cache' | 'alarms' | 'certificate' | 'domain'
  state: State
  findings: { state: State; what: string; detail: string; ms: number; since?: number }[]
  logs: boolean
  revisions: boolean
}

const symbols: Record<State, string> = { down: '🔴', slow: '🟠', unsettled: '🟠', unknown: '⚪', fine: '🟢' }
const worstFirst = ['down', 'slow', 'unsettled', 'unknown', 'fine'] as const
/** What may be looked into, or taken back. */
const isTroubled = ({ state }: Part): boolean => state !== 'fine' && state !== 'unknown'
/** Parts that get a line of their own. */
const ownLine = 25
const fineNamed = 40

/** What is wrong, one line each; what is fine, all in one. `now` is the time that those who read it know the day of. */
export function health(report: HealthView, now: number): Message {
  const of = (state: State) => report.parts.filter(part => part.state === state)
  const troubled = worstFirst.filter(state => state !== 'fine').flatMap(of)
  const left = troubled.length - ownLine
  const heading = `${worst(report)}${name(report.title)} ${name(report.environment)}: ${counts(report)}`
  const lines: Line[] = troubled.slice(0, ownLine).map(part => ({ words: line(part, now) }))
  if (left > 0) lines.push({ words: words(`and ${left} more that are not fine`) })
  const fine = of('fine').map(calm)
  if (fine.length > 0)
    lines.push({ words: words(`${symbols.fine} ${clip(listed(fine, fineNamed), limits.section)}`) })
  if (report.links?.length) lines.push({ words: links(report.links) })
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText([{ words: [bold(heading), ...words(` · ${took(report.ms)}`)] }, ...lines]),
      ...buttons(offers(report)),
    ],
  }
}

const name = (text: string): string => clip(oneLine(text), shown.name)

/** What is fine is named; of a certificate one wants to know for how long. */
const calm = ({ name: of, kind, findings }: Part): string =>
  kind === 'certificate' ? `${name(of)} (${name(findings[0]?.detail ?? '')})` : name(of)

/** The state in a word that fits what it is the state of. */
function word({ kind, state }: Part): string {
  if (state === 'fine' || state === 'unknown') return state
  if (kind === 'alarms') return state === 'unsettled' ? 'set otherwise' : 'in alarm'
  return kind === 'certificate' ? 'ending' : state
}

const worst = ({ parts }: HealthView): string => {
  const state = worstFirst.find(state => parts.some(part => part.state === state))
  return state ? `${symbols[state]} ` : ''
}

/** Every alarm counts for itself. */
function counts({ parts }: HealthView): string {
  const inOrder = worstFirst
    .flatMap(state => parts.filter(part => part.state === state))
    .flatMap(part => {
      const raised = part.findings.filter(({ state }) => state === part.state).length
      return Array.from({ length: part.kind === 'alarms' ? raised : 1 }, () => word(part))
    })
  const words = [...new Set(inOrder)]
  return (
    words.map(said => `${inOrder.filter(word => word === said).length} ${said}`).join(', ') ||
    'no services to look at'
  )
}

function line(part: Part, now: number) {
  const worstFindings = [...part.findings].sort(
    (a, b) => worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state),
  )
  const said = worstFindings.map(({ what, detail, since }) =>
    words(
      [what, detail]
        .filter(text => text !== '')
        .map(oneLine)
        .join(' '),
      since === undefined ? '' : words(' since ', timeNear(since, now)),
    ),
  )
  return clipWords(
    dotted(
      words(`${symbols[part.state]} `, bold(name(part.name)), ` ${word(part)}`),
      ...(said.length > 0 ? said : [words('nothing was looked at')]),
    ),
    350,
  )
}

const took = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`)

/** The log of what is in trouble, and what it ran before; an incident for what is down, unless there is one. */
function offers({ system, environment, parts, incident }: HealthView): Offer[] {
  const place = `--system ${system} --environment ${environment}`
  const forIt = incident === undefined ? '' : ` --incident ${incident}`
  const deployed = parts.find(part => part.revisions && isTroubled(part))
  const down = parts.find(({ state }) => state === 'down')
  const logged = parts.find(part => part.logs && isTroubled(part))
  const about = down?.kind === 'service' ? `${place} --service ${down.name}` : place
  return [
    ...(logged
      ? [{ label: `Logs of ${name(logged.name)}`, command: `logs ${place} --service ${logged.name}` }]
      : []),
    ...(deployed
      ? [
          {
            label: `Roll back ${name(deployed.name)}`,
            command: rollBack({ system, environment, service: deployed.name }, incident),
          },
        ]
      : []),
    ...(down && incident === undefined
      ? [
          {
            label: `Declare: ${name(down.name)} is ${word(down)}`,
            command: `incident declare ${about} --form --title "${name(down.name).replaceAll(/["\\]/g, '')} is ${word(down)}"`,
          },
        ]
      : []),
    { label: 'Again', command: `health ${system} --environment ${environment}${forIt}` },
  ]
}
