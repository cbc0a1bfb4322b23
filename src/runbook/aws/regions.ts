import { nearest } from '../../domain/nearest.ts'

const parts = /^([a-z]{2}(?:-gov|-isof?|-isob)?)-([a-z]+)-(\d{1,2})$/
const directions = 'north south east west central northeast northwest southeast southwest'.split(' ')
const areas = 'us eu ap sa ca me af il mx cn us-gov us-iso us-isob eu-isoe us-isof'.split(' ')

/** What is wrong with the name of a region, by its form: AWS opens new ones every year. */
export function wrongRegion(region: string): string | undefined {
  const [, area, direction, number] = parts.exec(region) ?? []
  if (area === undefined || direction === undefined) return `"${region}" is no region, such as eu-west-1`
  if (areas.includes(area) && directions.includes(direction)) return undefined
  const meant = [nearest(area, areas), nearest(direction, directions), number]
  return `there is no region ${region}${meant.includes(undefined) ? '' : `: ${meant.join('-')} is meant?`}`
}
