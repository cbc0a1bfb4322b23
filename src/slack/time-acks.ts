import type { App } from '@slack/bolt'

/** Tells how long Slack waits for each acknowledgement, in milliseconds, and of each that it does not get: it gives up after 3 s. */
export function timeAcks(bolt: App, given: (afterMs: number) => void, failed: () => void): void {
  const processEvent = bolt.processEvent.bind(bolt)
  bolt.processEvent = event => {
    const arrivedAt = performance.now()
    const { ack } = event
    event.ack = async answer => {
      try {
        await ack(answer)
      } catch (error) {
        failed()
        throw error
      }
      given(performance.now() - arrivedAt)
    }
    return processEvent(event)
  }
}
