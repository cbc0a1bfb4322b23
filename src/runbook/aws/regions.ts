import { nearest } from '../../domain/nearest.ts'

const form = /^[a-z]{2,4}(?:-[a-z]+){1,3}-\d{1,2}$/

/** What is wrong with the name of a region, of those that there are. */
export function wrongRegion(region: string, all: readonly string[]): string | undefined {
  if (all.includes(region)) return undefined
  if (!form.test(region)) return `"${region}" is no region, such as eu-west-1`
  const meant = nearest(region, all)
  return `AWS's SDK knows no region ${region}${meant ? `: ${meant} is meant?` : ''}`
}
