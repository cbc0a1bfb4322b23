import type { Service } from './service-settings.ts'

/** What a service may have in its system file. */
export type ServiceSetting = keyof Service & string

/** The names of those that have one of these in the system file; of all, where nothing is asked for. */
export const having = <Has extends string = ServiceSetting>(
  all: Readonly<Record<string, string | object>>,
  settings?: readonly Has[],
): string[] =>
  Object.keys(all).filter(
    name =>
      !settings || settings.some(one => (all[name] as Partial<Record<string, unknown>>)[one] !== undefined),
  )
