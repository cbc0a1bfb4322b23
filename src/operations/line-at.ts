import type { Where } from './operation.ts'

/** The command, at this place, as it would be typed. */
export const lineAt = (command: string, { system, environment, service }: Omit<Where, 'settings'>): string =>
  `${command} --system ${system.system} --environment ${environment}${service ? ` --service ${service.name}` : ''}`

/** Health of all that is there, not of a service alone. */
export const healthOffer = ({ system, environment }: Omit<Where, 'settings'>) => ({
  label: 'Health',
  command: lineAt('health', { system, environment }),
})
