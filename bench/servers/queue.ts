/** To have so many jobs wait, which answers how many bytes of Redis each takes; or to order, claim and end one, so often. */
export type Asked = { fill: number } | { measure: number }

/** How many milliseconds an order and a claim take, by the median. */
export interface Took {
  order: number
  claim: number
}
