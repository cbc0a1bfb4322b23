import { belay } from '../../domain/actor.ts'
import { OutsideError } from '../../domain/errors.ts'
import { mask } from '../../domain/mask.ts'
import { brokenStep, wantsLog } from '../../domain/run/broken.ts'
import { begunAt } from '../../domain/run/clocks.ts'
import type { Run, RunLog } from '../../domain/run/run.ts'
import type { Environment, System } from '../../domain/system.ts'
import { logPlaceOf } from '../../operations/log-place.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Logs } from '../../ports/logs.ts'
import type { Store } from '../../ports/store.ts'
import { NotYet, type Performer } from '../performer.ts'
import type { RunLedger } from '../runs/ledger.ts'

/** So much of a log is kept: a few lines, and characters of each. */
const kept = { lines: 8, characters: 280 }
const timeoutMs = 10_000
/** What was printed last may arrive so long after the end, and is looked for this often meanwhile, in real milliseconds. */
const arrivesMs = 20_000
const againMs = 5_000

export interface RunLogDeps {
  store: Store
  ledger: RunLedger
  logs: Logs
  clock: Clock
  system(name: string): System | undefined
}

/** Reads what the service of a run that failed printed since it began; the run has its result whether that can be read or not. */
export const runLog =
  ({ store, ledger, logs, clock, system }: RunLogDeps): Performer<'run-log'> =>
  async ({ system: name, job, claim }) => {
    const run = (await store.run(name, job.run))?.value
    const settings = run && system(name)?.environments[run.environment]
    if (!settings || !wantsLog(run)) return
    const service = brokenService(run, settings)
    const place = service === undefined ? undefined : logPlaceOf(settings, service)
    if (service === undefined || !place) return
    const mayArrive = clock.now() - (run.endedAt ?? 0) < arrivesMs * clock.rate()
    const within = { from: begunAt(run) ?? clock.wall(), to: clock.wall() }
    const log = await logs.last(place.where, within, { lines: kept.lines, timeoutMs }).then(
      ({ lines, ...more }): RunLog => ({ service, lines: shortened(lines), ...more }),
      (error): RunLog => {
        if (!(error instanceof OutsideError)) throw error
        if (error.fault.fault !== 'refused' && mayArrive) throw new NotYet(againMs, error.message)
        return { service, unread: error.message }
      },
    )
    if ('lines' in log && log.lines.length === 0 && mayArrive)
      throw new NotYet(againMs, `the log of ${service} may still tell`)
    await ledger.take(name, run.id, { type: 'log', log, by: belay }, `${claim.id}@${claim.token}`, claim)
  }

/** What the run is about; of one that is about several, the service whose step has failed. */
function brokenService(run: Run, { services }: Environment): string | undefined {
  if (run.service !== undefined) return run.service
  const on = brokenStep(run)?.call.on
  return Object.keys(services).find(name => name === on || services[name]?.ecs?.service === on)
}

/** Masked as a whole, since a secret may stand over several lines. */
const shortened = (lines: string[]): string[] =>
  mask(lines.join('\n'))
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(-kept.lines)
    .map(line => (line.length > kept.characters ? `${line.slice(0, kept.characters - 1)}…` : line))
