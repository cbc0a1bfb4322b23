import { ok, refuse, type Service } from '../answer.ts'
import { pageOf, structuresOf } from '../form.ts'

/** What a PostgreSQL parameter may be, and is where nobody has set it. */
const known: Record<string, { allowed: string; type: string }> = {
  log_statement: { allowed: 'none,ddl,mod,all', type: 'string' },
  log_min_duration_statement: { allowed: '-1-2147483647', type: 'integer' },
  log_connections: { allowed: '0,1', type: 'boolean' },
  log_disconnections: { allowed: '0,1', type: 'boolean' },
  log_lock_waits: { allowed: '0,1', type: 'boolean' },
  max_connections: { allowed: '6-8388607', type: 'integer' },
}

/** Parameter groups: what is set in each, by name. */
export function createParameters() {
  const groups = new Map<string, Map<string, string>>()
  const missing = (name: string) =>
    refuse('DBParameterGroupNotFound', `DBParameterGroup ${name} not found.`, 404)
  const answers: Service['answers'] = {
    DescribeDBParameters(input) {
      const { DBParameterGroupName: name, Source } = input
      const set = groups.get(name)
      if (!set) return missing(name)
      const all = Object.entries(known)
        .map(([ParameterName, { allowed, type }]) => ({
          ParameterName,
          ParameterValue: set.get(ParameterName),
          Source: set.has(ParameterName) ? 'user' : 'engine-default',
          ApplyType: ParameterName === 'max_connections' ? 'static' : 'dynamic',
          DataType: type,
          AllowedValues: allowed,
          IsModifiable: true,
        }))
        .filter(one => Source === undefined || one.Source === Source)
      const { page, more } = pageOf(all, input)
      return ok({ Parameters: { Parameter: page }, ...more })
    },
    ModifyDBParameterGroup(input) {
      const { DBParameterGroupName: name } = input
      const set = groups.get(name)
      if (!set) return missing(name)
      if (name.startsWith('default.'))
        return refuse('InvalidDBParameterGroupState', 'A default parameter group cannot be modified.')
      for (const one of structuresOf(input, 'Parameters.Parameter', 'ParameterName', 'ParameterValue'))
        set.set(one.ParameterName!, one.ParameterValue!)
      return ok({ DBParameterGroupName: name })
    },
    ResetDBParameterGroup(input) {
      const { DBParameterGroupName: name } = input
      const set = groups.get(name)
      if (!set) return missing(name)
      for (const one of structuresOf(input, 'Parameters.Parameter', 'ParameterName'))
        set.delete(one.ParameterName!)
      return ok({ DBParameterGroupName: name })
    },
  }
  return {
    answers,
    get: (group: string, parameter: string): string | undefined => groups.get(group)?.get(parameter),
    /** Adds a group, unless it is there. */
    add: (group: string): void => void (groups.has(group) || groups.set(group, new Map())),
    set: (group: string, values: Record<string, string>): void =>
      void groups.set(group, new Map(Object.entries(values))),
  }
}
