import type { Service } from './service-settings.ts'

/** What a service may have in its system file. */
export type ServiceSetting = keyof Service & string

/** The names of those services that have one of these in the system file; of all, where nothing is asked for. */
export const having = (services: Record<string, Service>, settings?: readonly ServiceSetting[]): string[] =>
  Object.keys(services).filter(
    name => !settings || settings.some(setting => services[name]![setting] !== undefined),
  )
