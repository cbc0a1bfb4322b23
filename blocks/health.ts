import { buttons } from './button.ts'
import { offers } from './health-offers.ts'
import { type HealthView, name, type Part, type State, word } from './health-view.ts'
import { clip, limits, listed } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipWords, dotted, type Line, links, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { timeNear } from './time.ts'

const symbols: Record<State, string> = { down: '🔴', slow: '🟠', unsettled: '🟠', unknown: '⚪', fine: '🟢' }
const worstFirst = ['down', 'slow', 'unsettled', 'unknown', 'fine'] as const
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

/** What is fine is named; of a certificate one wants to know for how long. */
const calm = ({ name: of, kind, findings }: Part): string =>
  kind === 'certificate' ? `${name(of)} (${name(findings[0]?.detail ?? '')})` : name(of)

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
