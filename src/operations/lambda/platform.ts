import { inWords } from '../../domain/duration.ts'
import type { Functions, Published } from '../../ports/functions.ts'
import type { Platform } from '../platform.ts'
import { remembered } from '../revisions.ts'
import { planLambda } from './deploy.ts'
import { calledNow, calledVersion, findFunction, labelOf, versionInWords } from './function.ts'
import { rollbackLambda } from './rollback.ts'

/** Functions of AWS Lambda, which run a version of their package. */
export function lambdaPlatform(functions: Functions, now: () => number): Platform {
  const facts = ({ publishedAt }: Published, isNow: boolean) => [
    ...(isNow ? ['runs now'] : []),
    ...(publishedAt === undefined ? [] : [`${inWords(now() - publishedAt)} ago`]),
  ]

  return {
    setting: 'lambda: { function }',
    has: ({ lambda }) => lambda !== undefined,
    deploy: (input, where, firstStep) => planLambda(functions, input, where, firstStep),
    rollback: (revision, where) => rollbackLambda(functions, revision, where),

    async versions(where) {
      const found = await findFunction(functions, where)
      const called = calledVersion(found)
      return found.versions.slice(0, remembered).flatMap(one => {
        const value = labelOf(one)
        const isNow = one === called
        if (value === '') return []
        return [{ value, name: value.slice(0, 60), facts: facts(one, isNow), ...(isNow && { isNow }) }]
      })
    },

    async before(where) {
      const found = await findFunction(functions, where)
      const called = calledVersion(found)
      const isShared = found.alias?.routing.also !== undefined
      const earlier = found.versions
        .filter(one => !called || one.version < called.version || (isShared && one === called))
        .slice(0, remembered)
        .map((one, i) => ({
          value: `${one.version}`,
          name: versionInWords(`${one.version}`, found.versions),
          facts: facts(one, one === called),
          ...(i === 0 && { suggested: true as const }),
        }))
      return { now: calledNow(found), earlier }
    },
  }
}
