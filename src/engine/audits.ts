import type { Directory } from '../ports/directory.ts'
import type { AuditEntry, Store } from '../ports/store.ts'

/** An entry of the audit as people read it. */
export interface Audited {
  at: number
  who: string
  what: string
  detail: string
}

export interface Audits {
  /** The latest entries of a system, the newest first; `service`: those about it only. `broken`: where they were changed. */
  of(system: string, service?: string): Promise<{ lines: Audited[]; broken?: { at: number; why: string } }>
}

/** So many are shown, out of so many that are looked through. */
const [shown, looked] = [30, 1_000]

export function createAudits(store: Pick<Store, 'audit'>, directory: Directory): Audits {
  async function nameOf(by: string): Promise<string> {
    const [via, id] = by.split(':')
    if (via !== 'slack' || id === undefined) return id ?? by
    return (await directory.member(id))?.name ?? id
  }

  return {
    async of(system, service) {
      const { entries, broken } = await store.audit(system, looked)
      entries.reverse()
      const about =
        service === undefined ? entries : entries.filter(({ detail }) => detail?.service === service)
      const lines = await Promise.all(
        about.slice(0, shown).map(async entry => ({
          at: entry.at,
          who: await nameOf(entry.by),
          what: entry.what,
          detail: detailOf(entry),
        })),
      )
      // An id in Redis begins with its time.
      const at = Number(broken?.id.split('-')[0])
      return { lines, ...(broken && { broken: { at, why: broken.why } }) }
    },
  }
}

/** What is worth reading of an entry's detail: what was asked for, what it is about, what was called, why. */
function detailOf({ detail = {}, incident }: AuditEntry): string {
  const { command, operation, service, environment, call, why, reason, text, run } = detail
  const made =
    call && typeof call === 'object' && 'action' in call && 'on' in call
      ? `${call.action} on ${call.on}`
      : undefined
  const parts = [command, operation, service, environment, made, why, reason, text, run ?? incident]
  return parts.filter(part => typeof part === 'string' && part !== '').join(' · ')
}
