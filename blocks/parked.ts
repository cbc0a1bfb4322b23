import { counted } from '../src/domain/counted.ts'
import { type Incident, label } from '../src/domain/incident.ts'
import type { Job } from '../src/domain/jobs.ts'
import type { Run } from '../src/domain/run/run.ts'
import { buttons } from './button.ts'
import { clip, limits, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, dotted, type Line, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { dayTime } from './time.ts'
import { whatFailed } from './trouble-line.ts'

/** Something that Belay has given up. `incident`, `run`: what it is about; `at` in real milliseconds. */
export interface ParkedView {
  key: string
  system: string
  environment: string
  job: Job | undefined
  incident?: Incident
  run?: Run
  why: string
  at: number
  attempts: number
}

/** So many are shown, each with its buttons. */
const most = 10

/** What Belay has given up, the newest first: what it was, of what, why and since when, to be tried again or dropped. */
export function parkedList(all: ParkedView[]): Message {
  const some = all.slice(0, most)
  const heading =
    all.length === 0
      ? 'Nothing is put aside: Belay has done what it owes, or still tries'
      : `${all.length} put aside, which Belay has given up: ${parkedLine(all[0]!)}`
  const left = all.length - some.length
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText([{ words: [bold(heading)] }]),
      ...some.flatMap(one => [richText(lines(one)), ...offers(one)]),
      ...(left > 0 ? [richText([{ words: words(`and ${left} more, put aside before these`) }])] : []),
    ],
  }
}

/** "A note could not be carried over to PagerDuty · INC-42 p99 latency above 3 s" */
export function parkedLine({ job, incident, run }: Pick<ParkedView, 'job' | 'incident' | 'run'>): string {
  const subject = incident ? `${label(incident)} ${incident.title}` : run?.plan.title
  return [whatFailed({ job }), ...(subject === undefined ? [] : [subject])]
    .map(part => clip(oneLine(part), shown.title))
    .join(' · ')
}

const lines = (one: ParkedView): Line[] => [
  { words: [bold(parkedLine(one))] },
  {
    words: dotted(
      words('since ', dayTime(one.at)),
      words(`tried ${counted(one.attempts, 'time')}`),
      words(clip(oneLine(one.why), shown.why)),
    ),
  },
]

function offers(one: ParkedView) {
  const { key, system, environment, job } = one
  const place = `${key} --system ${system} --environment ${environment}`
  return buttons(
    [
      ...(job ? [{ label: 'Try again', command: `parked again ${place}` }] : []),
      {
        label: 'Drop',
        command: `parked drop ${place}`,
        style: 'danger' as const,
        confirm: clip(`Belay does not try it any more. ${parkedLine(one)}`, limits.confirmText),
      },
    ],
    `parked ${key}`,
  )
}
