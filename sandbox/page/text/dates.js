const day = 86_400_000

/**
 * A time as Slack's date formats say it, in a zone: `{time}`, `{date_short_pretty} {time}` …
 * @param {number} timestamp seconds since the epoch
 * @param {string} format
 * @param {string | undefined} timeZone the browser's own when undefined
 * @param {number} now milliseconds since the epoch
 */
export function formatDate(timestamp, format, timeZone, now) {
  const at = new Date(timestamp * 1000)
  const part = options => new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(at)
  const dateOf = date => new Intl.DateTimeFormat('en-CA', { timeZone }).format(date)
  const near = { [dateOf(now)]: 'today', [dateOf(now - day)]: 'yesterday', [dateOf(now + day)]: 'tomorrow' }
  const pretty = plain => near[dateOf(at)] ?? plain
  const short = part({ day: 'numeric', month: 'short', year: 'numeric' })
  const full = part({ day: 'numeric', month: 'long', year: 'numeric' })
  const long = part({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const said = {
    time: () => part({ hour: '2-digit', minute: '2-digit', hour12: false }),
    time_secs: () => part({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }),
    date_num: () => dateOf(at),
    date: () => full,
    date_short: () => short,
    date_long: () => long,
    date_pretty: () => pretty(full),
    date_short_pretty: () => pretty(short),
    date_long_pretty: () => pretty(long),
    ago: () => ago(now - at),
  }
  return format.replace(/\{(\w+)\}/g, (whole, name) => said[name]?.() ?? whole)
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
