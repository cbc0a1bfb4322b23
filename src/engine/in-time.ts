import { steady } from './timing.ts'

/** Slack opens a form within three seconds of the click, and a form may want two things that take their time. */
const formMs = 1_000

/** What a form shows besides, if it is there in time: a form that comes without it is better than none. */
export function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    // What fails later is told when it is asked for.
    const callOff = steady.after(formMs, () => resolve(undefined))
    work.then(resolve, reject).finally(callOff)
  })
}
