/** The sixteen bytes of an IPv6 address, without the zone that may stand behind it. */
function bytesOf(address: string): number[] {
  const { hostname } = new URL(`http://[${address.split('%')[0]}]/`)
  const [before = [], after = []] = hostname
    .slice(1, -1)
    .split('::')
    .map(half => half.split(':').filter(group => group !== ''))
  const zeros = Array<string>(8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after]
    .map(group => Number.parseInt(group, 16))
    .flatMap(group => [group >> 8, group & 255])
}

/** Where an IPv4 address stands in an IPv6 one that begins so, in hexadecimal, by the ways in which the two are translated. */
const translated: [beginning: RegExp, ...places: number[][]][] = [
  // As it was first written, mapped, and translated without state.
  [/^0{20}(?:0000|ffff)/, [12, 13, 14, 15]],
  [/^0{16}ffff0000/, [12, 13, 14, 15]],
  // NAT64, by the prefix that all have and by those of a network's own.
  [/^0064ff9b0{16}/, [12, 13, 14, 15]],
  [/^0064ff9b0001/, [12, 13, 14, 15], [9, 10, 11, 12], [7, 9, 10, 11], [6, 7, 9, 10]],
  // 6to4, and ISATAP behind any prefix.
  [/^2002/, [2, 3, 4, 5]],
  [/^.{16}0[02]005efe/, [12, 13, 14, 15]],
]
/** Teredo's, in which each bit is the other one. */
const inverted = /^20010000/

/** The IPv4 addresses that somebody on the way may take from an IPv6 address. */
export function ipv4Within(address: string): string[] {
  const bytes = bytesOf(address)
  const hex = Buffer.from(bytes).toString('hex')
  const places = translated.flatMap(([beginning, ...all]) => (beginning.test(hex) ? all : []))
  const found = places.map(place => place.map(at => bytes[at]!))
  if (inverted.test(hex)) found.push(bytes.slice(12).map(byte => byte ^ 255))
  return found.map(one => one.join('.'))
}
