import { buttons, type Offer } from './button.ts'
import { clip, limits, listed, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipWords, type Line, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'

type State = 'fine' | 'slow' | 'down' | 'unknown'

/** How one environment of a system does. Durations in milliseconds. */
export interface HealthView {
  system: string
  title: string
  environment: string
  services: {
    service: string
    state: State
    findings: { state: State; what: string; detail: string; ms: number }[]
  }[]
  ms: number
}

const symbols: Record<State, string> = { down: '🔴', slow: '🟠', unknown: '⚪', fine: '🟢' }
const worstFirst = ['down', 'slow', 'unknown', 'fine'] as const
/** Services that get a line of their own. */
const ownLine = 25
const fineNamed = 40

/** What is wrong, one line each; what is fine, all in one. */
export function health(report: HealthView): Message {
  const of = (state: State) => report.services.filter(service => service.state === state)
  const troubled = worstFirst.slice(0, 3).flatMap(of)
  const left = troubled.length - ownLine
  const heading = `${worst(report)}${name(report.title)} ${name(report.environment)}: ${counts(report)}`
  const lines: Line[] = troubled.slice(0, ownLine).map(service => ({ words: line(service) }))
  if (left > 0) lines.push({ words: words(`and ${left} more that are not fine`) })
  const fine = of('fine').map(({ service }) => name(service))
  if (fine.length > 0)
    lines.push({ words: words(`${symbols.fine} ${clip(listed(fine, fineNamed), limits.section)}`) })
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText([{ words: [bold(heading), ...words(` · ${took(report.ms)}`)] }, ...lines]),
      ...buttons(offers(report)),
    ],
  }
}

const name = (text: string): string => clip(oneLine(text), shown.name)

const worst = ({ services }: HealthView): string => {
  const state = worstFirst.find(state => services.some(service => service.state === state))
  return state ? `${symbols[state]} ` : ''
}

function counts({ services }: HealthView): string {
  const counted = worstFirst.flatMap(state => {
    const count = services.filter(service => service.state === state).length
    return count > 0 ? [`${count} ${state}`] : []
  })
  return counted.join(', ') || 'no services to look at'
}

function line({ service, state, findings }: HealthView['services'][number]) {
  const worstFindings = [...findings].sort(
    (a, b) => worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state),
  )
  const said = worstFindings.map(({ what, detail }) => `${oneLine(what)} ${oneLine(detail)}`).join(' · ')
  return clipWords(
    words(`${symbols[state]} `, bold(name(service)), ` ${state} · `, said || 'nothing was looked at'),
    350,
  )
}

const took = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`)

function offers({ system, environment, services }: HealthView): Offer[] {
  const down = services.find(({ state }) => state === 'down')
  const again = { label: 'Again', command: `health ${system} --environment ${environment}` }
  if (!down) return [again]
  const declare = `incident declare --system ${system} --environment ${environment} --service ${down.service}`
  return [{ label: `Declare: ${name(down.service)} is down`, command: declare }, again]
}
