import { OutsideError } from '../../domain/errors.ts'
import type { Topics } from '../../ports/topics.ts'

export interface TopicsOptions {
  /** How long one call may take, in milliseconds. */
  timeoutMs: number
  /** Where an address is to be looked for instead of where it says. */
  rewrite?: (url: string) => string
}

/** SNS's own addresses, to which no client of its SDK goes. Each certificate is fetched once: a new one has a new name. */
export function createTopics({ timeoutMs, rewrite = url => url }: TopicsOptions): Topics {
  const certificates = new Map<string, Promise<string>>()

  async function get(url: string, about: string): Promise<string> {
    const fail = (why: string, fault: 'away' | 'refused', cause?: unknown) =>
      new OutsideError(`SNS ${why} about ${about}.`, { service: 'aws', fault, effect: 'unknown' }, { cause })
    let response: Response
    let text: string
    try {
      response = await fetch(rewrite(url), { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
      text = await response.text()
    } catch (error) {
      throw fail('did not answer', 'away', error)
    }
    if (response.ok) return text
    throw fail(`answered ${response.status}`, response.status < 500 ? 'refused' : 'away')
  }

  return {
    certificate(url) {
      const known = certificates.get(url)
      if (known !== undefined) return known
      const asked = get(url, 'its certificate')
      certificates.set(url, asked)
      asked.catch(() => certificates.delete(url))
      return asked
    },

    async confirm(url) {
      await get(url, 'a subscription')
    },
  }
}
