const day = 86_400_000
const numeric = { day: 'numeric', year: 'numeric' }

/** @type {Map<string, Intl.DateTimeFormat>} One is dear to make, and a page of times asks for the same few again. */
const formats = new Map()

/**
 * A time as Slack's date formats say it, in a zone: `{time}`, `{date_short_pretty} {time}` …
 * @param {number} timestamp seconds since the epoch
 * @param {string} format
 * @param {string | undefined} timeZone the browser's own when undefined
 * @param {number} now milliseconds since the epoch
 */
export function formatDate(timestamp, format, timeZone, now) {
  const at = new Date(timestamp * 1000)
  const part = options => formatOf('en-GB', { timeZone, ...options }).format(at)
  const dateOf = date => formatOf('en-CA', { timeZone }).format(date)
  const short = () => part({ ...numeric, month: 'short' })
  const full = () => part({ ...numeric, month: 'long' })
  const long = () => part({ ...numeric, month: 'long', weekday: 'long' })
  const pretty = plain => {
    const date = dateOf(at)
    if (date === dateOf(now)) return 'today'
    if (date === dateOf(now - day)) return 'yesterday'
    return date === dateOf(now + day) ? 'tomorrow' : plain()
  }
  const said = {
    time: () => part({ hour: '2-digit', minute: '2-digit', hour12: false }),
    time_secs: () => part({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }),
    date_num: () => dateOf(at),
    date: full,
    date_short: short,
    date_long: long,
    date_pretty: () => pretty(full),
    date_short_pretty: () => pretty(short),
    date_long_pretty: () => pretty(long),
    ago: () => ago(now - at),
  }
  return format.replace(/\{(\w+)\}/g, (whole, name) => said[name]?.() ?? whole)
}

function formatOf(locale, options) {
  const key = JSON.stringify([locale, options])
  const kept = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, kept)
  return kept
}

function ago(ms) {
  const minutes = Math.round(Math.abs(ms) / 60_000)
  const words =
    minutes < 1
      ? 'a moment'
      : minutes < 60
        ? `${minutes} min`
        : minutes < 2880
          ? `${Math.round(minutes / 60)} h`
          : `${Math.round(minutes / 1440)} days`
  return ms < 0 ? `in ${words}` : `${words} ago`
}
