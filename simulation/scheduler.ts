interface Event {
  time: number
  order: number
  act: (() => void) | undefined
}

/** Time as the simulation has it: it moves from one thing that happens to the next, and nothing happens beside it. */
export interface Scheduler {
  /** Real milliseconds since the epoch, as far as anybody in here can tell. */
  now(): number
  /** What it answers calls it off. */
  after(ms: number, act: () => void): () => void
  /** Lets happen what is next, one after the other, each until nobody has anything left to do, as long as `goesOn`. */
  run(goesOn: () => boolean): Promise<void>
}

const nextTurn = setImmediate

export function createScheduler(from: number): Scheduler {
  const heap: Event[] = []
  let [time, orders] = [from, 0]
  const isBefore = (a: Event, b: Event) => a.time < b.time || (a.time === b.time && a.order < b.order)

  function push(event: Event): void {
    let i = heap.push(event) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!isBefore(event, heap[parent]!)) break
      heap[i] = heap[parent]!
      i = parent
    }
    heap[i] = event
  }

  function pop(): Event | undefined {
    const [first, last] = [heap[0], heap.pop()]
    if (!last || heap.length === 0) return first
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++
      if (!isBefore(heap[child]!, last)) break
      heap[i] = heap[child]!
      i = child
    }
    heap[i] = last
    return first
  }

  return {
    now: () => time,

    after(ms, act) {
      const event: Event = { time: time + Math.max(0, ms), order: ++orders, act }
      push(event)
      return () => {
        event.act = undefined
      }
    },

    run: goesOn =>
      new Promise((resolve, reject) => {
        const turn = () => {
          try {
            if (!goesOn()) return resolve()
            let event = pop()
            while (event && !event.act) event = pop()
            if (!event) return resolve()
            time = event.time
            event.act!()
          } catch (error) {
            return reject(error)
          }
          nextTurn(turn)
        }
        turn()
      }),
  }
}
