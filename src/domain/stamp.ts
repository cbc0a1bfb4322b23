/** "20261126-0214", in UTC: names of what is made at a time end with it. */
export const stamp = (at: number): string =>
  new Date(at).toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')
