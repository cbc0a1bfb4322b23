import { counted } from '../domain/counted.ts'
import { pagerdutyServices } from '../domain/routing.ts'
import type { System } from '../domain/system.ts'
import { count, inLine } from './fault.ts'
import { besideRunbook } from './in-runbook.ts'
import { readSystemFiles } from './system-files.ts'

/** One line of what a system file says, to be read over before it is put to use. */
function summary(system: System): string {
  const { severities, escalation, environments } = system
  const places = Object.entries(environments).map(
    ([name, { channel, services }]) =>
      `${name} in ${channel} (${Object.keys(services).join(', ') || 'no services'})`,
  )
  const pages = pagerdutyServices(system)
  return [
    `${system.system}: ${Object.keys(severities).join(' ')}`,
    counted(escalation.length, 'level'),
    ...places,
    ...(pages.length > 0 ? [`PagerDuty ${pages.join(', ')}`] : []),
  ].join(' · ')
}

const folder = process.argv[2] ?? (process.env.BELAY_SYSTEMS?.trim() || 'systems')
const { systems, faults: own, files } = await readSystemFiles(folder)
const beside = await Promise.all(files.map(({ file, system }) => besideRunbook(file, system)))
const faults = [...own, ...beside.flatMap(({ faults }) => faults)]
for (const fault of faults) console.error(inLine(fault))
// The two may differ on purpose.
for (const { place, message } of beside.flatMap(({ others }) => others))
  console.error(`${folder}/${place.file}:${place.line} ${message}`)
if (faults.length === 0) for (const system of systems) console.log(summary(system))
else console.error(count(faults.length))
process.exitCode = faults.length === 0 ? 0 : 1
