import type { Timing } from './timing.ts'

/** Those who sleep until it is time, or until they are woken. Who is woken while awake does not go to sleep. */
export function createSleepers(timing: Timing) {
  const asleep = new Map<string, () => void>()
  const woken = new Set<string>()
  let isMorning = false

  return {
    sleep(name: string, ms: number): Promise<void> {
      if (woken.delete(name) || isMorning) return Promise.resolve()
      return new Promise(resolve => {
        const stop = timing.after(ms, wakeUp)
        function wakeUp() {
          stop()
          asleep.delete(name)
          resolve()
        }
        asleep.set(name, wakeUp)
      })
    },

    wake(name: string): void {
      const wakeUp = asleep.get(name)
      if (wakeUp) wakeUp()
      else woken.add(name)
    },

    /** What it was woken for is about to be done. */
    begins(name: string): void {
      woken.delete(name)
    },

    /** Wakes everybody, for good. */
    end(): void {
      isMorning = true
      for (const wakeUp of asleep.values()) wakeUp()
    },
  }
}
