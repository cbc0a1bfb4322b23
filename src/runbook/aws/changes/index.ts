import { autoscalingChanges } from './autoscaling.ts'
import { blueGreenChanges } from './blue-green.ts'
import type { Change } from './change.ts'
import { cloudformationChanges } from './cloudformation.ts'
import { cloudwatchChanges } from './cloudwatch.ts'
import { cognitoChanges } from './cognito.ts'
import { ecsChanges } from './ecs.ts'
import { elasticacheChanges } from './elasticache.ts'
import { lambdaChanges } from './lambda.ts'
import { logChanges } from './logs.ts'
import { openingChanges } from './opening.ts'
import { rdsChanges } from './rds.ts'
import { secretChanges } from './secretsmanager.ts'
import { parameterChanges } from './ssm.ts'
import { taskChanges } from './tasks.ts'

/** Changes that Belay has an operation for: one more is a line in the file of its service, or a file and a line here. */
export const changes: Change[] = [
  ...ecsChanges,
  ...autoscalingChanges,
  ...blueGreenChanges,
  ...taskChanges,
  ...rdsChanges,
  ...openingChanges,
  ...logChanges,
  ...elasticacheChanges,
  ...cloudformationChanges,
  ...lambdaChanges,
  ...cloudwatchChanges,
  ...cognitoChanges,
  ...secretChanges,
  ...parameterChanges,
]
