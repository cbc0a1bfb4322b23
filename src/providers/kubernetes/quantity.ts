const factors: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
}

/** A quantity as Kubernetes writes it: cores (`250m`) or bytes (`512Mi`). Undefined for anything else. */
export function quantity(text: string | number | undefined): number | undefined {
  const [, number, unit = ''] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(`${text ?? ''}`) ?? []
  const factor = factors[unit]
  return number === undefined || factor === undefined ? undefined : Number(number) * factor
}
