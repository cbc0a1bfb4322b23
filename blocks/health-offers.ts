import type { Offer } from './button.ts'
import { type HealthView, name, type Part, word } from './health-view.ts'
import { rollBack } from './roll-back.ts'

/** What may be looked into, or taken back. */
const isTroubled = ({ state }: Part): boolean => state !== 'fine' && state !== 'unknown'

/** What has ended is started again; anything else goes back to what it ran before. */
function wayOn(part: Part, { system, environment, incident }: HealthView): Offer {
  if (part.findings.some(({ hasEnded }) => hasEnded)) {
    const forIt = incident === undefined ? '' : ` --incident ${incident}`
    return {
      label: `Start ${name(part.name)}`,
      command: `compose up --system ${system} --environment ${environment} --service ${part.name}${forIt}`,
    }
  }
  return {
    label: `Roll back ${name(part.name)}`,
    command: rollBack({ system, environment, service: part.name }, incident),
  }
}

/** The log of what is in trouble, and how it goes on; an incident for what is down, unless there is one. */
export function offers(view: HealthView): Offer[] {
  const { system, environment, parts, incident } = view
  const place = `--system ${system} --environment ${environment}`
  const forIt = incident === undefined ? '' : ` --incident ${incident}`
  const deployed = parts.find(part => part.revisions && isTroubled(part))
  const down = parts.find(({ state }) => state === 'down')
  const logged = parts.find(part => part.logs && isTroubled(part))
  const about = down?.kind === 'service' ? `${place} --service ${down.name}` : place
  return [
    ...(logged
      ? [{ label: `Logs of ${name(logged.name)}`, command: `logs ${place} --service ${logged.name}` }]
      : []),
    ...(deployed ? [wayOn(deployed, view)] : []),
    ...(down && incident === undefined
      ? [
          {
            label: `Declare: ${name(down.name)} is ${word(down)}`,
            command: `incident declare ${about} --form --title "${name(down.name).replaceAll(/["\\]/g, '')} is ${word(down)}"`,
          },
        ]
      : []),
    { label: 'Again', command: `health ${system} --environment ${environment}${forIt}` },
  ]
}
