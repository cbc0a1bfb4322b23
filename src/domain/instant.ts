import { z } from 'zod'

/** A time as ISO 8601 writes it with its offset, in milliseconds since 1970. */
export const Instant = z.iso.datetime({ offset: true }).transform(text => Date.parse(text))

/** Other clocks may be so far ahead of Redis's, in milliseconds. */
const aheadMs = 60_000

/** When something is to be taken to have happened: what is told of the future happens now, or all that comes after would be old. */
export const noLaterThan = (now: number, told: number): number => (told > now + aheadMs ? now : told)
