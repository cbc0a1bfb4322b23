import { ok, refuse, type Service } from './answer.ts'

interface Parameter {
  value: string
  type: string
  version: number
  keyId: string
}

/** Parameter Store: parameters by their names, whose values only `GetParameter` tells. */
export function createParameters() {
  const all = new Map<string, Parameter>()

  const answers: Service['answers'] = {
    DescribeParameters({ ParameterFilters: [{ Values: names }] }) {
      const found = [...all].filter(([name]) => names.includes(name))
      return ok({
        Parameters: found.map(([Name, { type: Type, version: Version, keyId: KeyId }]) => ({
          Name,
          Type,
          Version,
          Tier: 'Standard',
          ...(Type === 'SecureString' && { KeyId }),
        })),
      })
    },
    GetParameter({ Name }) {
      const found = all.get(Name)
      if (!found) return refuse('ParameterNotFound', '')
      return ok({ Parameter: { Name, Type: found.type, Value: found.value, Version: found.version } })
    },
    PutParameter({ Name, Value: value, Type: type, KeyId: keyId = 'alias/aws/ssm', Overwrite }) {
      const before = all.get(Name)
      if (before && !Overwrite) return refuse('ParameterAlreadyExists', 'The parameter already exists.')
      const version = (before?.version ?? 0) + 1
      all.set(Name, { value, type: type ?? before?.type, keyId, version })
      return ok({ Version: version })
    },
  }

  return {
    answers,
    /** Gives a parameter a value, or makes it. */
    set(name: string, value: string, { type = 'SecureString', keyId = 'alias/aws/ssm' } = {}): void {
      all.set(name, { value, type, keyId, version: (all.get(name)?.version ?? 0) + 1 })
    },
    get: (name: string) => all.get(name),
  }
}
