import type { Lock } from '../../src/domain/run/lock.ts'
import { isOver, type Run, type RunState } from '../../src/domain/run/run.ts'
import type { Invocation } from '../../src/ports/invocation.ts'
import type { Process } from '../process.ts'
import { ana, ben, cara, dan, system } from '../system.ts'
import type { World } from '../world.ts'
import { asked, places } from './asking.ts'
import { createByHand } from './by-hand.ts'
import type { Door } from './door.ts'

type Deed =
  | 'approve'
  | 'decline'
  | 'cancel'
  | 'ping'
  | 'extend'
  | 'again'
  | 'settle'
  | 'break-glass'
  | 'nothing'

const habits: Partial<Record<RunState, Partial<Record<Deed, number>>>> = {
  proposed: { approve: 60, decline: 4, cancel: 2, ping: 3, 'break-glass': 5, settle: 1, nothing: 5 },
  approved: { cancel: 3, approve: 2, nothing: 10 },
  running: { cancel: 6, extend: 2, approve: 1, settle: 1, nothing: 40 },
  doubtful: { settle: 20, cancel: 1, again: 1, nothing: 10 },
  succeeded: { extend: 6, cancel: 1, nothing: 30 },
  failed: { again: 4, extend: 1, nothing: 20 },
  cancelled: { again: 1, extend: 1, nothing: 20 },
  void: { again: 4, nothing: 20 },
  expired: { again: 2, approve: 1, nothing: 20 },
}

/** People who ask for changes, and others who say yes or no to them, rightly and wrongly. */
export function createChangers(
  world: World,
  door: Door,
  runs: () => Run[],
  openP1: () => string | undefined,
) {
  const { chance, scheduler, read } = world
  const everyMs = 1_500 / world.tempo.changes
  let [deeds, isEnded] = [0, false]

  const workByHand = createByHand(world, runs)

  function say(user: string, text: string, channel: string, id = `said-${++deeds}`): void {
    const invocation: Invocation = { id, source: 'slash', text, fields: {}, user, team: 'T1', channel }
    door.invoke(`${user} in ${channel}: ${text} (${id})`, ({ desk }: Process) => desk.handle(invocation))
  }

  function ask() {
    const { id: user } = chance.pick([ana, cara, dan, ana, cara, dan, ben])
    if (chance.happens(0.08)) return askSnapshot()
    const { text, channel } = asked(world, openP1)
    say(user, text, channel)
  }

  function askSnapshot(): void {
    const { id, name } = chance.pick([ana, cara])
    const operation = `said-${++deeds}`
    const wanted = {
      operation: 'snapshot',
      input: {},
      system: system.system,
      environment: 'production',
      by: { via: 'slack', id, name } as const,
      place: { channel: '#alerts' },
      confirm: 'deploy',
    }
    door.invoke(`${name}: snapshot (${operation})`, ({ runs }: Process) => runs.request(wanted, operation))
  }

  function about(run: Run, deed: Deed) {
    const user = whoTo(run, deed)
    const channel = chance.weighed({ [placeOf(run)]: 8, [`D-${user}`]: 3, 'C-elsewhere': 1 })
    switch (deed) {
      case 'nothing':
        return
      case 'approve':
        return approve(run, user, channel)
      case 'settle':
        return say(user, `run settle ${run.id} ${hadItsEffect(run) ? 'done' : 'undone'}`, channel)
      case 'extend':
        return say(user, `run extend ${run.id} ${chance.pick([20, 40])}s`, channel)
      case 'decline':
      case 'break-glass':
        return say(user, `run ${deed} ${run.id} "it cannot wait"`, channel)
      case 'again':
        return say(user, `run again ${run.id} --confirm deploy`, channel)
      default:
        return say(user, `run ${deed} ${run.id}`, channel)
    }
  }

  /** Mostly somebody who may. */
  function whoTo({ requestedBy, approvals }: Run, deed: Deed): string {
    if (chance.happens(0.2)) return chance.pick([ana, ben, cara, dan]).id
    const approves = deed === 'approve' || deed === 'decline'
    const others = [ben, cara, dan].filter(
      ({ id }) => id !== requestedBy.id && !approvals.some(({ by }) => by.id === id),
    )
    return chance.pick(approves && others.length > 0 ? others : [ana, cara, dan]).id
  }

  /** Of what their message shows; now and then of another, as a button that somebody has edited would. */
  function approve(run: Run, user: string, channel: string): void {
    const others = runs().filter(({ digest }) => digest !== run.digest)
    const { digest } = chance.happens(0.1) && others.length > 0 ? chance.pick(others) : run
    const id = `said-${++deeds}`
    read.set(id, { user, run: run.id, digest, channel })
    say(user, `run approve ${run.id} ${digest}`, channel, id)
  }

  /** What somebody finds who looks outside. */
  const hadItsEffect = (run: Run) =>
    run.steps.some(
      (step, i) =>
        step.state === 'doubtful' &&
        world.effects.some(({ by }) => typeof by === 'object' && by.run === run.id && by.step === i),
    )

  const placeOf = ({ environment }: Run): string =>
    places.find(place => place.environment === environment)!.channel

  function act() {
    const all = runs()
    if (all.filter(run => !isOver(run)).length < 4 && chance.happens(0.5)) return ask()
    if (chance.happens(0.04)) return workByHand()
    const waiting = all.filter(run => !isOver(run) || chance.happens(0.2))
    if (waiting.length === 0) return
    const run = chance.pick(waiting)
    about(run, chance.weighed<Deed>(habits[run.state] ?? { nothing: 1 }))
  }

  function again(): void {
    if (isEnded) return
    act()
    scheduler.after(chance.around(everyMs), again)
  }

  /** What could not be closed by itself. */
  function close(): void {
    if (world.aws.rules.length > 0) say(ana.id, 'db close postgres --confirm deploy', 'C-alerts')
  }

  return {
    begin: () => scheduler.after(chance.around(everyMs), again),
    close,
    end: () => void (isEnded = true),
    /** Whatever still waits for a person gets one, who does what is right. */
    unlock({ environment, service, holder, byHand }: Lock): void {
      const place = places.find(one => one.environment === environment)!
      if (byHand && holder.id) say(holder.id, `unlock ${service} --environment ${environment}`, place.channel)
    },
    settle(run: Run): void {
      if (run.state === 'proposed') say(ana.id, `run cancel ${run.id}`, placeOf(run))
      if (run.state === 'doubtful')
        say(ana.id, `run settle ${run.id} ${hadItsEffect(run) ? 'done' : 'undone'}`, placeOf(run))
    },
  }
}
