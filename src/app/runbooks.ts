import { createRunbookFiles } from '../config/runbook-files.ts'
import type { StepReaders } from '../ports/step-reader.ts'
import { createAwsShapes } from '../providers/aws/shapes.ts'
import { createAwsStepReader } from '../providers/aws/steps/reader.ts'
import { createDockerStepReader } from '../providers/docker/step-reader.ts'
import { createGithub } from '../providers/github/api.ts'
import { createGithubStepReader } from '../providers/github/step-reader.ts'
import { createWorkflows } from '../providers/github/workflows.ts'
import { createHttpStepReader } from '../providers/http-step-reader.ts'
import { createKubernetesStepReader } from '../providers/kubernetes/step-reader.ts'
import { createMongoStepReader } from '../providers/mongodb/step-reader.ts'
import { createPostgresStepReader } from '../providers/postgres/step-reader.ts'
import { createRedisStepReader } from '../providers/redis/step-reader.ts'
import { createLibrary } from '../runbook/library.ts'
import { createSteps } from '../runbook/steps.ts'
import type { Kept } from './kept.ts'
import type { AppOptions } from './options.ts'
import { tellingTimes } from './other-times.ts'
import type { Outside } from './outside.ts'

export interface RunbooksDeps
  extends Pick<AppOptions, 'config' | 'systems' | 'log' | 'aws' | 'rewrite' | 'readRunbook'> {
  kept: Kept
  outside: Outside
}

/** The teams' runbooks, and who carries out what their steps read: what another kind needs is a line here. */
export function runbooksOf({ config, systems, log, aws = {}, rewrite, readRunbook, ...deps }: RunbooksDeps) {
  const { kept, outside } = deps
  const now = () => kept.clock.wall()
  const { asks, github } = outside
  const readers: StepReaders = {
    aws: createAwsStepReader(aws, { now }),
    http: createHttpStepReader({ ...(rewrite && { rewrite }) }),
    postgres: createPostgresStepReader(asks.postgres),
    redis: createRedisStepReader(asks.redis),
    mongo: createMongoStepReader(asks.mongo),
    kubernetes: createKubernetesStepReader({ ...outside, now }),
    docker: createDockerStepReader({ ...outside, now }),
    github: createGithubStepReader(github && createWorkflows(createGithub(github))),
  }
  const texts = createRunbookFiles(config.systems, systems)
  return {
    library: tellingTimes(createLibrary(texts, createAwsShapes(), readRunbook), log),
    steps: createSteps({ readers, answers: kept.stepAnswers, now }),
  }
}
