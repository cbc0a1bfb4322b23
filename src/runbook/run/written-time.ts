/** A time as `date +FORMAT` writes it, by UTC; what is no field of it stays as it is. */
export function writtenTime(format: string, at: number): string {
  const iso = new Date(at).toISOString()
  const fields: Record<string, string> = {
    Y: iso.slice(0, 4),
    m: iso.slice(5, 7),
    d: iso.slice(8, 10),
    H: iso.slice(11, 13),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
    F: iso.slice(0, 10),
    T: iso.slice(11, 19),
    s: String(Math.floor(at / 1000)),
    z: '+0000',
    Z: 'UTC',
    N: `${iso.slice(20, 23)}000000`,
    '%': '%',
  }
  return format.replace(/%([A-Za-z%])/g, (whole, field: string) => fields[field] ?? whole)
}
