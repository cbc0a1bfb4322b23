import type { PageEvent } from '../../src/domain/page.ts'
import type { Process } from '../process.ts'
import type { World } from '../world.ts'

/** Who sends something waits so long for an answer, and tries as often. */
const [patienceMs, tries] = [16_000, 12]

/** What comes from outside to whichever process is there: told again until one has taken it. */
export function createDoor(
  world: Pick<World, 'scheduler' | 'chance' | 'trace' | 'count'>,
  processes: () => Process[],
) {
  const { scheduler, chance, trace, count } = world
  let [open, isFair] = [0, false]

  /** Asks one of them, and again while none has answered; `over` is told whether one did. */
  function ask(
    name: string,
    act: (process: Process) => Promise<unknown>,
    over: (why?: Error) => void,
    left = tries,
  ) {
    const up = processes().filter(process => process.isUp())
    let isSettled = false
    const settle = (why?: Error) => {
      if (isSettled) return
      isSettled = true
      over(why)
    }
    const again = () => {
      if (isSettled) return
      isSettled = true
      if (left > 1) scheduler.after(chance.between(500, 5_000), () => ask(name, act, over, left - 1))
      else over(new Error('nobody answers'))
    }
    if (up.length === 0) return again()
    const process = chance.pick(up)
    scheduler.after(patienceMs, again)
    scheduler.after(
      0,
      process.hears(() => {
        trace.note(process.name, `is asked: ${name}`)
        act(process).then(
          () => settle(),
          error => (error instanceof Error && error.name === 'UserError' ? settle(error) : again()),
        )
      }),
    )
  }

  const track = (over: (why?: Error) => void) => {
    open++
    return (why?: Error) => {
      open--
      over(why)
    }
  }

  return {
    /** A webhook: one to four times, in any order; now and then never. */
    tell(event: PageEvent, taken: () => void) {
      if (!isFair && chance.happens(0.03)) return count('pagerduty: webhook never sent')
      const copies = isFair ? 1 : chance.weighed({ 1: 20, 2: 4, 3: 1, 4: 1 })
      if (Number(copies) > 1) count('pagerduty: webhook repeated')
      for (let i = 0; i < Number(copies); i++) {
        const over = track(why => why || taken())
        const name = `webhook ${event.type} ${event.pageId} (${event.id})`
        const waitMs = isFair
          ? 50
          : chance.weighed({ 1: 6, 2: 1 }) === '1'
            ? chance.around(300)
            : chance.around(8_000)
        scheduler.after(waitMs, () => ask(name, process => process.intake.receive(event), over))
      }
    },
    /** A person asks; Slack may deliver that twice. */
    invoke(
      name: string,
      act: (process: Process) => Promise<unknown>,
      over: (why?: Error) => void = () => {},
    ): void {
      const copies = !isFair && chance.happens(0.05) ? 2 : 1
      if (copies > 1) count('slack: delivered twice')
      for (let i = 0; i < copies; i++) {
        const done = track(over)
        scheduler.after(i * chance.around(1_500), () => ask(name, act, done))
      }
    },
    /** What a monitor tells, once. */
    alert(name: string, act: (process: Process) => Promise<unknown>): void {
      const done = track(() => {})
      scheduler.after(chance.around(1_000), () => ask(name, act, done))
    },
    fair: () => void (isFair = true),
    /** How many still wait for an answer. */
    open: () => open,
  }
}
export type Door = ReturnType<typeof createDoor>
