import { alertRules } from './alert-rules.ts'
import { durationRules } from './duration-rules.ts'
import { freezeRules } from './freeze-rules.ts'
import { placeRules } from './place-rules.ts'
import { scheduleRules } from './schedule-rules.ts'
import { secretRules } from './secret-rules.ts'
import { System } from './system.ts'
import { systemRules } from './system-rules.ts'

/** One system file, `systems/<name>.yml`: each part sound by itself, and all of them together. */
export const SystemFile = System.superRefine(
  (system, ctx) => {
    const broken = new Set(ctx.issues.map(issue => issue.path?.[0]))
    const all = [
      ...systemRules,
      ...durationRules,
      ...alertRules,
      ...freezeRules,
      ...secretRules,
      ...scheduleRules,
      ...placeRules,
    ]
    for (const { reads, faults } of all) {
      if (reads.some(part => broken.has(part))) continue
      for (const { path, expected } of faults(system))
        ctx.addIssue({ code: 'custom', path, message: `expected ${expected}`, input: system })
    }
  },
  // Also when another part is broken, so that one look shows all faults there are.
  { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
)
