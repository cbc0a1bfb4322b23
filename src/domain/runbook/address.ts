/** curl takes an address without its scheme for one of http. */
export const withScheme = (said: string): string => (/^[a-z]+:\/\//i.test(said) ? said : `http://${said}`)

/** The host of an address as it was typed; all of it where it is none. */
export function hostIn(said: string): string {
  const whole = withScheme(said)
  return URL.canParse(whole) ? new URL(whole).host : said
}

/** Whether a host is the machine that asks. */
export const isLoopback = (host: string): boolean =>
  /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)(?::\d+)?$/.test(host)
