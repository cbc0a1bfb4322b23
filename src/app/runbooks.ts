import { createRunbookFiles } from '../config/runbook-files.ts'
import { createAwsShapes } from '../providers/aws/shapes.ts'
import { createAwsStepReader } from '../providers/aws/step-reader.ts'
import { createHttpStepReader } from '../providers/http-step-reader.ts'
import { createLibrary } from '../runbook/library.ts'
import { createSteps } from '../runbook/steps.ts'
import type { AppOptions } from './options.ts'

/** The teams' runbooks, and who carries out what their steps read: what another kind needs is a line here. */
export function runbooksOf(
  { config, systems, aws, rewrite }: Pick<AppOptions, 'config' | 'systems' | 'aws' | 'rewrite'>,
  wall: () => number,
) {
  const readers = {
    aws: createAwsStepReader(aws ?? {}),
    http: createHttpStepReader({ ...(rewrite && { rewrite }) }),
  }
  return {
    library: createLibrary(createRunbookFiles(config.systems, systems), createAwsShapes()),
    steps: createSteps(readers, wall),
  }
}
export type Runbooks = ReturnType<typeof runbooksOf>
