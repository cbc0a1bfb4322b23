import type { Order } from '../../src/domain/jobs.ts'
import type { Connection } from '../../src/store/connect.ts'
import type { Known } from '../../src/store/history.ts'
import { chained } from './save.ts'
import type { KeptSystem } from './system.ts'

/** Redis as `createHistory` asks it, by the one script that it needs; `closed` is called when the connection is lost. */
export const epochConnection = (
  kept: KeptSystem,
  over: (act: () => string) => Promise<string>,
  onClose: (closed: () => void) => void,
): Connection =>
  ({
    on: (_: string, closed: () => void) => onClose(closed),
    defineCommand() {},
    'belay:epoch': (_key: string, _never: string, ...args: string[]) => over(() => epochIn(kept, args)),
  }) as unknown as Connection

/** What `src/store/epoch.lua` does, with one order and one audit entry. */
function epochIn(kept: KeptSystem, args: string[]): string {
  const [
    ,
    remembered = '',
    operation = '',
    version = '',
    next = '',
    ,
    ,
    ,
    data = '',
    due,
    when,
    ,
    ,
    entry = '',
  ] = args
  const { epoch } = kept
  if (remembered === '') {
    kept.epoch ??= next
    return kept.epoch
  }
  if (epoch === remembered && knows(kept, { epoch, operation, version })) return epoch
  if (epoch !== undefined && epoch !== remembered && numberOf(epoch) > numberOf(remembered)) return epoch
  kept.epoch = next
  kept.jobs.place({ job: JSON.parse(data), due: Number(due), when } as Order)
  chained(kept, entry)
  return next
}

/** Whether what a process has seen is still there. Where it remembers no epoch, it has saved nothing that could be gone. */
export const knows = ({ epoch, operations }: KeptSystem, known: Known): boolean =>
  (known.epoch === '' || known.epoch === epoch) &&
  (known.operation === '' || known.version === operations.get(known.operation))

const numberOf = (epoch: string) => Number(epoch.split('-')[0])
