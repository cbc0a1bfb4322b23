import { z } from 'zod'
import { counted } from '../domain/counted.ts'
import { asTyped, inWords, period } from '../domain/duration.ts'
import { UserError } from '../domain/errors.ts'
import { isBroad, isByName, Matcher, matchersText, matcherText, reachOf } from '../domain/matchers.ts'
import { nearest } from '../domain/nearest.ts'
import { callOf, resultOf } from '../ports/calls/call.ts'
import { createSilence, expireSilence } from '../ports/calls/silences.ts'
import type { FiringAlert, Silences } from '../ports/silences.ts'
import { alertmanagerOf } from './alertmanager.ts'
import type { Operation } from './operation.ts'

/** What is not to be heard of for longer wants a change of the rule that alerts. */
export const longestMs = 24 * 3_600_000

const input = z.object({
  matchers: z.array(Matcher).min(1),
  forMs: z.int().positive(),
  comment: z.string(),
  createdBy: z.string(),
})

/** Hides alerts in Alertmanager for a while. */
export const silence = (silences: Silences, now: () => number): Operation<z.infer<typeof input>> => ({
  name: 'silence',
  // What names no alert hides those nobody thought of, too.
  risk: ({ matchers }) => (isBroad(matchers) ? 'change' : 'mild'),
  input,
  async plan({ matchers, forMs, comment, createdBy }, where) {
    const url = alertmanagerOf(where.system)
    const which = matchersText(matchers)
    if (forMs > longestMs)
      throw new UserError(
        'A silence lasts 24 h at most: what is to be quiet for longer wants another rule. As in: --for 4h',
      )
    const reach = reachOf(matchers)
    if (reach === 'unreadable')
      throw new UserError(
        `${which} cannot be read: an expression is written as Go does (RE2), in 200 characters at most. As in: silence service=~"api-.*" --for 1h`,
      )
    if (reach === 'everything') throw tooMuch(which, 'every alert there is')
    const [alerts, firing, all] = await Promise.all([
      silences.matching(url, matchers),
      silences.matching(url, []),
      silences.list(url),
    ])
    const same = all.filter(one => one.state === 'active' && inOrder(one.matchers) === inOrder(matchers))
    const leftMs = Math.max(0, ...same.map(({ endsAt }) => endsAt - now()))
    if (leftMs > forMs * alike)
      throw new UserError(
        `${which} is hidden already, for another ${period(leftMs)}. To hide it for longer, say for how long. As in: --for ${asTyped(Math.min(2 * forMs, longestMs))}`,
      )
    const names = new Set(firing.map(({ name }) => name))
    if (!isByName(matchers) && names.size > 1 && alerts.length >= firing.length)
      throw tooMuch(which, `everything that fires now, ${firing.length} alerts`)
    const heard = alerts.filter(({ silencedBy }) => silencedBy.length === 0)
    return {
      title: `silence ${which} for ${inWords(forMs)}`,
      shifts: heard.map(alert => ({ to: `hides ${alertText(alert)}` })),
      now:
        firing.length === 0
          ? []
          : [`It fits ${alerts.length} of ${counted(firing.length, 'alert')} firing now`],
      warnings: [
        ...(heard.length === 0
          ? [
              alerts.length === 0
                ? `Nothing that fires now is hidden by it.${meantBy(matchers, names)}`
                : 'All that fires and fits is hidden already.',
            ]
          : []),
        ...(heard.some(({ labels }) => labels.severity === 'critical')
          ? ['Something critical is among them.']
          : []),
        ...(isBroad(matchers)
          ? [
              'It names no alert, service or instance, and hides whatever else comes to fit: it is asked for like a change. By itself goes what says which, as in: silence alertname=HighErrorRate',
            ]
          : []),
      ],
      calls: [
        callOf(createSilence, {
          on: which,
          sets: `quiet for ${inWords(forMs)}`,
          params: { url, matchers, forMs, comment, createdBy },
        }),
      ],
      undo: [
        callOf(expireSilence, { on: which, sets: 'heard again', params: { url, id: resultOf(0, 'id') } }),
      ],
      resources: [],
    }
  },
})

/** What ends hardly earlier than what is asked for is the same. */
const alike = 0.9

const inOrder = (matchers: Matcher[]): string => matchers.map(matcherText).sort().join(' ')

/** The alert that fires and whose name is nearly the one that was typed. */
function meantBy(matchers: Matcher[], names: Set<string>): string {
  const named = matchers.find(({ name, isEqual, isRegex }) => name === 'alertname' && isEqual && !isRegex)
  const meant = named && nearest(named.value, names)
  return meant === undefined ? '' : ` Did you mean alertname=${meant}?`
}

const tooMuch = (which: string, what: string): UserError =>
  new UserError(
    `${which} would hide ${what}: say which, with a label and its value, as in: silence alertname=HighErrorRate service={service} --for 1h`,
  )

/** "HighErrorRate service=api-gateway severity=critical" */
const alertText = ({ name, labels }: FiringAlert): string =>
  [
    name,
    ...Object.entries(labels).flatMap(([label, value]) =>
      label === 'alertname' ? [] : [`${label}=${value}`],
    ),
  ].join(' ')
