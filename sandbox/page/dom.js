/**
 * An element. Strings among the children become text, never markup; attributes that begin with "on" become listeners.
 * Everything that the page shows is made here.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(
    ...children.flat(3).filter(child => child !== undefined && child !== null && child !== false),
  )
  return element
}

/** Makes a list's elements match, and leaves alone those that show the same as before. */
export function keep(parent, items, keyOf, signatureOf, make) {
  const there = new Map([...parent.children].map(child => [child.dataset.key, child]))
  const wanted = items.map(item => {
    const [key, signature] = [keyOf(item), signatureOf(item)]
    const old = there.get(key)
    if (old && old.signature === signature) return old
    const made = make(item)
    made.dataset.key = key
    made.signature = signature
    return made
  })
  for (const [i, element] of wanted.entries())
    if (parent.children[i] !== element) parent.insertBefore(element, parent.children[i] ?? null)
  while (parent.children.length > wanted.length) parent.lastChild.remove()
}

/** An address that may be linked: http, https or mailto; undefined for any other. */
export function safeUrl(url) {
  if (!URL.canParse(url)) return undefined
  const address = new URL(url)
  return ['http:', 'https:', 'mailto:'].includes(address.protocol) ? address.href : undefined
}
