import { type Rule, unknownPlace } from './contradiction.ts'

/** What comes back has to have somewhere to come to. */
export const scheduleRules: Rule[] = [
  {
    reads: ['checklists', 'environments'],
    faults: ({ checklists = {}, environments }) =>
      Object.entries(checklists).flatMap(([name, { environment }]) =>
        environment === undefined ? [] : unknownPlace(environments, { environment }, ['checklists', name]),
      ),
  },
  {
    reads: ['checklists', 'runbook'],
    faults: ({ checklists = {}, runbook }) =>
      runbook === undefined && Object.keys(checklists).length > 0
        ? [{ path: ['checklists'], expected: 'a `runbook` that has these lists' }]
        : [],
  },
  {
    reads: ['schedules', 'environments'],
    faults: ({ schedules = {}, environments }) =>
      Object.entries(schedules).flatMap(([name, place]) =>
        unknownPlace(environments, place, ['schedules', name]),
      ),
  },
  {
    reads: ['schedules', 'people'],
    faults: ({ schedules = {}, people }) =>
      Object.keys(schedules).length > 0 && people.approvers.length === 0
        ? [{ path: ['schedules'], expected: 'people.approvers, who are to allow them' }]
        : [],
  },
]
