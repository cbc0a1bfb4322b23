/** Slack refuses anything longer. */
const longest = 2_000

/** What of these can be followed: an http or https address without a user's name in it, each once. */
export function linksOf(
  ...given: [label: string, url: string | undefined][]
): { label: string; url: string }[] {
  const seen = new Set<string>()
  return given.flatMap(([label, url]) => {
    if (url === undefined || url.length > longest || !URL.canParse(url)) return []
    const { protocol, username, href } = new URL(url)
    if (!/^https?:$/.test(protocol) || username !== '' || seen.has(href)) return []
    seen.add(href)
    return [{ label, url: href }]
  })
}
