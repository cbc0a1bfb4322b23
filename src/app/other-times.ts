import type { Logger } from 'pino'
import type { Library, Volume } from '../runbook/library.ts'
import { otherTimes } from '../runbook/severity-times.ts'

/** The same library, which says once of each runbook that is read where that has other times than its system file. */
export function tellingTimes(library: Library, log: Logger): Library {
  const told = new WeakSet<Volume>()
  return {
    async of(system) {
      const volume = await library.of(system)
      if (!volume || told.has(volume)) return volume
      told.add(volume)
      for (const { place, message } of otherTimes(volume.runbook, system))
        log.warn({ finding: `${place.file}:${place.line} ${message}` }, 'preflight')
      return volume
    },
  }
}
