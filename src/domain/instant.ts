import { z } from 'zod'

/** A time as ISO 8601 writes it with its offset, in milliseconds since 1970. */
export const Instant = z.iso.datetime({ offset: true }).transform(text => Date.parse(text))
