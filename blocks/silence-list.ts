import { counted } from '../src/domain/counted.ts'
import { matchersText } from '../src/domain/matchers.ts'
import { withoutMark } from '../src/ports/calls/call.ts'
import type { FiringAlert, Silence } from '../src/ports/silences.ts'
import { actions, menu } from './button.ts'
import { clip, limits, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, clipLines, code, dotted, type Line, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { timeNear } from './time.ts'

export interface SilenceListView {
  system: { system: string; title: string }
  environment: string
  /** One of its services, to show how alerts are hidden. */
  service: string | undefined
  silences: Silence[]
  firing: FiringAlert[]
  at: number
}

/** What is hidden, until when and by whom; what fires, so that it can be hidden with two taps. */
export function silenceList({
  system,
  environment,
  service,
  silences,
  firing,
  at,
}: SilenceListView): Message {
  const heard = firing.filter(({ silencedBy }) => silencedBy.length === 0)
  const title = clip(oneLine(system.title), shown.name)
  const heading =
    silences.length === 0
      ? `Nothing of ${title} is silenced`
      : `${counted(silences.length, 'silence')} of ${title}`
  const place = `--system ${system.system} --environment ${environment}`
  const some = silences.slice(0, shown.incidents)
  const lines: Line[] = [
    { words: [bold(heading)] },
    ...some.map(silence => ({ words: silenceLine(silence, firing, at) })),
    {
      words: words(
        heard.length === 0
          ? firing.length === 0
            ? 'No alert fires in Alertmanager.'
            : 'Every alert that fires is silenced.'
          : `${counted(heard.length, 'alert fires', 'alerts fire')} and ${heard.length === 1 ? 'is' : 'are'} heard.`,
      ),
    },
    {
      words: words(
        'To hide some: ',
        code(`/silence ${service === undefined ? 'alertname=HighErrorRate' : `service=${service}`} --for 2h`),
      ),
    },
  ]
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText(clipLines(lines, limits.messageCharacters / 2)),
      ...actions(
        [
          menu(
            'Silence …',
            namesOf(heard)
              .slice(0, shown.incidents)
              .map(name => ({
                label: name,
                command: `silence ${place} --for 1h alertname=${JSON.stringify(name)}`,
              })),
          ),
          menu(
            'End one …',
            some.map(silence => ({
              label: matchersText(silence.matchers),
              command: `silence expire ${silence.id} ${place}`,
            })),
          ),
          menu(
            'An hour more …',
            some.map(silence => ({
              label: matchersText(silence.matchers),
              command: `silence extend ${silence.id} 1h ${place}`,
            })),
          ),
        ],
        `silences:${at}`,
      ),
    ],
  }
}

function silenceLine(
  { id, matchers, endsAt, createdBy, comment }: Silence,
  firing: FiringAlert[],
  at: number,
) {
  const hides = firing.filter(({ silencedBy }) => silencedBy.includes(id)).length
  return dotted(
    words(`🔕 ${matchersText(matchers)}`),
    words('until ', timeNear(endsAt, at)),
    words(createdBy),
    words(withoutMark(comment)),
    words(`hides ${hides} now`),
  ) satisfies Line['words']
}

const namesOf = (alerts: FiringAlert[]): string[] => [...new Set(alerts.map(({ name }) => name))].sort()
