import { UserError } from '../domain/errors.ts'
import { maskedReading } from '../domain/masked-reading.ts'
import type { Reading } from '../domain/reading.ts'
import type { System } from '../domain/system.ts'
import type { Read } from '../operations/read.ts'
import { misfit } from './misfit.ts'
import { whereOf } from './where.ts'

/** What is to be looked at, and where. */
interface ToRead {
  read: string
  input: object
  system: string
  environment: string
  service?: string
}

export interface Reads {
  /** Faults are `UserError`s and `OutsideError`s. */
  of(wanted: ToRead): Promise<Reading>
}

/** Looks at infrastructure; what would let a reader in somewhere is masked in all that it answers. */
export const createReads = (reads: Read[], systems: System[]): Reads => ({
  async of(wanted) {
    const read = reads.find(({ name }) => name === wanted.read)
    if (!read) throw new UserError(`This Belay cannot show ${wanted.read}: another version of it could.`)
    const input = read.input.safeParse(wanted.input)
    if (!input.success) throw misfit(input.error, wanted.input)
    return maskedReading(await read.read(input.data, whereOf(wanted, systems)))
  },
})
