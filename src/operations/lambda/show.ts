import { z } from 'zod'
import type { Cell, Reading } from '../../domain/reading.ts'
import { severityOfErrors } from '../../domain/thresholds.ts'
import type { Functions, Published } from '../../ports/functions.ts'
import type { Metrics } from '../../ports/metrics.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { callsMade } from './calls.ts'
import { calledNow, calledVersion, findFunction, labelOf, percent, settingsInWords } from './function.ts'

/** So many of the latest versions are shown. */
const shown = 15

/** A function: how it is, how its calls went in the last hour, what its alias leads to, its versions. */
export const lambda = (functions: Functions, metrics: Metrics, now: () => number): Read => ({
  name: 'lambda',
  input: z.object({}),
  async read(_, where) {
    const found = await findFunction(functions, where)
    const { target, state, alias, versions, named } = found
    const also = alias?.routing.also
    const { errorPercent = 100 } = where.settings.thresholds ?? {}
    const [aliases, reserved, warm, calls] = await Promise.all([
      functions.aliases(target),
      functions.reserved(target),
      alias && functions.provisioned(target, alias.name),
      callsMade(metrics, target, alias && also && { alias: alias.name, version: also.version }, now()),
    ])
    const grave = severityOfErrors(calls.failed, where.settings.thresholds)
    const isDown = state.state === 'Failed' || state.update === 'Failed' || reserved === 0
    const isUnsettled =
      grave !== undefined ||
      calls.failed > errorPercent ||
      state.state === 'Pending' ||
      state.update === 'InProgress' ||
      warm?.status === 'FAILED'
    const led = (one: Published): Cell =>
      aliases
        .flatMap(({ name, version, also }) => [
          ...(version === `${one.version}` ? [also ? `${name} ${percent(1 - also.weight)}` : name] : []),
          ...(also?.version === `${one.version}` ? [`${name} ${percent(also.weight)}`] : []),
        ])
        .join(', ')
    return {
      state: isDown ? 'down' : isUnsettled ? 'unsettled' : 'fine',
      title: `${named}: ${calledNow(found)}`,
      lines: [
        [state.state.toLowerCase(), settingsInWords(state), state.runtime].filter(Boolean).join(', '),
        ...calls.lines,
        ...(grave
          ? [`More than ${grave.above} % of them failed, which is a ${grave.severity}.`]
          : calls.failed > errorPercent
            ? [`More than ${errorPercent} % of them failed, which is too many.`]
            : []),
        ...(state.stateReason ? [state.stateReason] : []),
        ...(state.update === 'Failed'
          ? [`Its last update failed: ${state.updateReason ?? 'without a reason'}`]
          : []),
        ...(state.update === 'InProgress' ? ['It is being updated just now.'] : []),
        ...(reserved === undefined
          ? []
          : [
              reserved === 0
                ? 'It may not run at all: its concurrency is set to 0.'
                : `At most ${reserved} run at a time.`,
            ]),
        ...(warm
          ? [`${warm.ready} of ${warm.wanted} environments are warm${warm.why ? `: ${warm.why}` : ''}.`]
          : []),
        ...(alias && calledVersion(found)?.sha !== state.sha && !also
          ? [`Its newest code is not what ${alias.name} leads to.`]
          : []),
      ],
      ...(versions.length > 0 && {
        table: {
          columns: ['Version', 'Of', 'Memory', 'Since', 'Alias'],
          rows: versions
            .slice(0, shown)
            .map(one => [
              `${one.version}`,
              labelOf(one),
              `${one.memory} MB`,
              one.publishedAt === undefined ? '' : { at: one.publishedAt },
              led(one),
            ]),
        },
      }),
      offers: [
        ...(grave
          ? [
              {
                label: `Declare a ${grave.severity}`,
                command: `${lineAt('incident declare', where)} --severity ${grave.severity} --form --title "More than ${grave.above} % of the calls of ${where.service!.name} fail"`,
              },
            ]
          : []),
        ...(also
          ? [
              {
                label: `All to ${also.version}`,
                command: `${lineAt('lambda shift', where)} --version ${also.version}`,
              },
            ]
          : []),
        { label: 'Roll back', command: lineAt('rollback', where) },
        ...(where.service!.settings.logs
          ? [{ label: `Logs of ${where.service!.name}`, command: `${lineAt('logs', where)} --errors` }]
          : []),
        { label: 'Again', command: lineAt('lambda', where) },
      ],
    } satisfies Reading
  },
})
