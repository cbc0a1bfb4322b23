/** What whoever started this server has given it. */
export const given = <T>(): T => JSON.parse(process.argv[2]!) as T

/** Tells whoever started this server: first that it is ready, then what it was asked for. */
export const say = (what: unknown): boolean => process.send!(what)

process.on('message', asked => {
  if (asked === 'memory') say(process.memoryUsage.rss())
})
process.once('disconnect', () => process.exit())
