import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import { fieldOf } from '../../ports/calls/call.ts'

const requirement = /^\s*(!?)([\w./-]+)\s*(?:(!?)==?\s*([\w.-]*))?\s*$/

/** Whether labels are those that kubectl's `-l` chooses: `app=web,tier!=db`, `canary`, `!canary`. */
export const fits = (selector: string, labels: Json = {}): boolean =>
  selector.split(',').every(part => {
    const [all, absent, name = '', other, value] = requirement.exec(part) ?? []
    if (all === undefined)
      throw new UserError(`Belay does not pick by ${part.trim().slice(0, 60)}: as in -l app=web,tier!=db`)
    const own = fieldOf(labels, name)
    return value === undefined ? (own === undefined) === (absent !== '') : (own === value) === (other === '')
  })
