import { failedFile, failedPost, formByButton, unopened } from '../../blocks/apology.ts'
import { card } from '../../blocks/card.ts'
import { confirmation } from '../../blocks/confirmation.ts'
import { digest, digestOver } from '../../blocks/digest.ts'
import { health } from '../../blocks/health.ts'
import { details, list, overview } from '../../blocks/help.ts'
import { incidentDetail } from '../../blocks/incident-detail.ts'
import { incidentList } from '../../blocks/incident-list.ts'
import { type LogsView, logs } from '../../blocks/logs.ts'
import type { Message, View } from '../../blocks/message.ts'
import {
  declareModal,
  escalateModal,
  leadModal,
  mergeModal,
  noteModal,
  severityModal,
  snoozeModal,
  updateModal,
  whichModal,
} from '../../blocks/modals.ts'
import { oncall } from '../../blocks/oncall.ts'
import { answered, direct, mention, overtaken } from '../../blocks/page.ts'
import { reading } from '../../blocks/reading.ts'
import { refusal } from '../../blocks/refusal.ts'
import { words } from '../../blocks/rich.ts'
import { storm, stormOver } from '../../blocks/storm.ts'
import { time } from '../../blocks/time.ts'
import { timelineMessage } from '../../blocks/timeline.ts'
import { trouble } from '../../blocks/trouble.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { everyCalendarMessage } from './every-calendar.ts'
import { everyChangeMessage, everyChangeModal } from './every-change.ts'
import { acknowledged, ana, began, everything, mitigated, resolved, system, triggered } from './sample.ts'

/** An incident in each state with `text` and `url` in every place that the outside fills. */
export function incidentsWith(text: string, url: string): Record<string, Incident> {
  const who = { ...ana, id: 'not an id', name: text }
  const { policy, pagerduty } = triggered()
  const [first, ...others] = policy.ladder
  const change = { run: 'r1', shifts: [{ from: text, to: text }], by: who }
  const outside = {
    title: text,
    waiting: Array.from({ length: 5 }, () => ({ ...change, title: text, until: began })),
    openedBy: who,
    links: [
      { label: text, url },
      { label: 'Runbook', url },
      { label: text, url: 'https://ok.example.com/' },
    ],
    pagerduty: { ...pagerduty!, url },
    policy: { ...policy, ladder: [first!, ...others.map(level => ({ ...level, notify: [text] }))] },
  }
  return {
    triggered: triggered(outside),
    acknowledged: acknowledged({ ...outside, id: 'acknowledged1', lead: who }),
    mitigated: mitigated({ ...outside, id: 'mitigated1', lead: who }),
    resolved: resolved({ ...outside, id: 'resolved1', lead: who }),
    merged: resolved({ ...outside, id: 'merged1', lead: who, mergedInto: { id: 'm7', number: 41 } }),
  }
}

const refused = (message: string) =>
  new OutsideError(message, { service: 'slack', fault: 'refused', effect: 'none' })
/** What was found in a log, with `text` in every line of it. */
export const logsWith = (text: string, count = 2): LogsView => ({
  system: 'learnbot',
  title: text,
  environment: 'production',
  service: 'api',
  group: '/ecs/api#1',
  region: 'us-east-1',
  from: began - 3_600_000,
  to: began,
  wanted: { words: [text, text], errors: true, slowMs: 2_000 },
  events: Array.from({ length: count }, (_, i) => ({ at: began - i, text })),
  errors: 1,
  short: text,
})

/** Every message there is, with `text` and `url` in every place that the outside fills. */
export function everyMessage(text: string, url: string): Record<string, Message> {
  const incidents = incidentsWith(text, url)
  const entries = Object.values(everything(text, url))
  const view = { title: text, thread: url }
  const crowd = { system: 'learnbot', title: text, incidents: Object.values(incidents) }
  const messages: Record<string, Message> = {
    ...everyChangeMessage(text, url),
    ...everyCalendarMessage(text),
    storm: storm(crowd, 3),
    'storm over': stormOver(crowd),
    digest: digest(crowd, 2),
    'digest over': digestOver(crowd),
    list: incidentList(Object.values(incidents), began, { learnbot: text }),
    refusal: refusal(text, [{ label: text, command: 'help' }]),
    confirmation: confirmation(words(text, time(began)), [{ label: text, command: 'help' }]),
    trouble: trouble(text),
    'not posted': failedPost(trouble(text), refused(text)),
    'not uploaded': failedFile({ name: text, title: text, content: text, comment: text }, refused(text)),
    'not opened': unopened(text, refused(text)),
    'a form by button': formByButton(text),
    'help on nothing': overview(
      [
        {
          title: text,
          about: text,
          commands: [{ name: 'incident ack', summary: text, example: text, permission: 'responders' }],
        },
      ],
      text,
    ),
    help: list(text, [{ name: 'incident ack', summary: text, example: text, permission: 'responders' }]),
    'help on one': details(
      {
        name: 'incident ack',
        aliases: [text],
        summary: text,
        more: text,
        example: text,
        permission: 'responders',
        options: [{ name: 'by', isFlag: false, help: text }],
      },
      [],
    ),
    oncall: oncall(text, {
      source: 'ladder',
      levels: [
        { level: 1, user: { name: text }, until: began },
        { level: 1, user: { name: 'Ben' } },
      ],
    }),
    reading: reading({
      state: 'down',
      title: text,
      lines: [text, text],
      table: {
        columns: [text, text, 'Since', 'Link'],
        rows: [[text, 3, { at: began }, { label: text, url }]],
      },
      chart: {
        title: text,
        kind: 'line',
        along: [text, text, { at: began }],
        series: [
          { name: text, values: [1, undefined, 3] },
          { name: 'alarm', values: [2, 2, 2] },
        ],
        unit: text,
      },
      output: text,
      links: [{ label: text, url }],
      offers: [{ label: text, command: 'tasks' }],
    }),
    logs: logs(logsWith(text), [{ label: text, command: 'logs' }]),
    health: health(
      {
        system: 'learnbot',
        title: text,
        environment: 'production',
        parts: [
          {
            name: 'api',
            kind: 'service',
            state: 'down',
            findings: [{ state: 'down', what: text, detail: text, ms: 3, since: began }],
            logs: true,
            revisions: true,
          },
          {
            name: 'certificate',
            kind: 'certificate',
            state: 'fine',
            findings: [{ state: 'fine', what: '', detail: text, ms: 3 }],
            logs: false,
            revisions: false,
          },
        ],
        ms: 1200,
      },
      began,
    ),
  }
  for (const [state, incident] of Object.entries(incidents)) {
    messages[`card ${state}`] = card(incident, view)
    messages[`detail ${state}`] = incidentDetail(incident, entries, view)
    messages[`direct ${state}`] = direct(incident, 2, url, text)
    messages['a page that is over'] = overtaken(incident, 'U0BEN', url, text)
    messages['a page that is answered by its reader'] = overtaken(incident, 'U0ANA', url, text)
    messages['a mention that is over'] = answered(incident)
    messages[`mention ${state}`] = mention(incident, { level: 2, groups: [text], users: [text] }, text)
    messages[`timeline ${state}`] = timelineMessage(entries, incident, text)
    for (const entry of entries) messages[`${entry.kind} ${state}`] = timelineMessage([entry], incident, text)
  }
  return messages
}

/** Every modal there is, likewise. */
export function everyModal(text: string, url: string): Record<string, View> {
  const incidents = incidentsWith(text, url)
  const modals: Record<string, View> = {
    ...everyChangeModal(text),
    which: whichModal(`incident note --text ${text.slice(0, 1_900)}`, Object.values(incidents)),
    declare: declareModal(
      [system('learnbot', text, { production: ['api'] }), system('travellr', text, { staging: ['api'] })],
      {
        title: text,
        system: text,
        severity: text,
        service: text,
      },
    ),
  }
  for (const [state, incident] of Object.entries(incidents)) {
    const merge = mergeModal(incident, [{ ...triggered(), id: 'other', title: text }])
    Object.assign(modals, {
      [`update ${state}`]: updateModal(incident),
      [`note ${state}`]: noteModal(incident),
      [`snooze ${state}`]: snoozeModal(incident),
      [`severity ${state}`]: severityModal(incident),
      [`escalate ${state}`]: escalateModal(incident),
      [`lead ${state}`]: leadModal(incident),
      [`merge ${state}`]: merge,
    })
  }
  return modals
}
