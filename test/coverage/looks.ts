import type { Action } from '../../src/domain/runbook/verdict.ts'

/** The commands of Belay's that show what a step reads, by who is asked and for what. */
const looks: Record<string, string[]> = {
  'aws acm:DescribeCertificate': ['health'],
  'aws acm:ListCertificates': ['health'],
  'aws ce:GetCostAndUsage': ['costs'],
  'aws cloudformation:DescribeChangeSet': ['stack changes'],
  'aws cloudformation:DescribeStackEvents': ['stack events'],
  'aws cloudwatch:GetDashboard': ['dashboards'],
  'aws cloudwatch:GetMetricStatistics': ['metrics'],
  'aws ec2:DescribeSecurityGroups': ['security groups'],
  'aws ecs:DescribeServices': ['health', 'tasks', 'rollback'],
  'aws ecs:DescribeTaskDefinition': ['tasks definition', 'tasks size'],
  'aws ecs:DescribeTasks': ['tasks'],
  'aws ecs:ListTaskDefinitions': ['rollback'],
  'aws ecs:ListTasks': ['tasks'],
  'aws elbv2:DescribeTargetHealth': ['health'],
  'aws logs:FilterLogEvents': ['logs', 'db slow-log'],
  'aws logs:GetLogEvents': ['logs'],
  'aws logs:tail': ['logs'],
  'aws rds:DescribeDBInstances': ['db info'],
  'aws rds:DescribeDBLogFiles': ['db log-files'],
  'aws rds:DescribeDBSnapshots': ['db snapshots'],
  'aws rds:DownloadDBLogFilePortion': ['db log-file'],
  'aws s3:list': ['logs access'],
  'aws secretsmanager:DescribeSecret': ['secrets'],
  'aws secretsmanager:ListSecrets': ['secrets'],
  'docker compose logs': ['logs'],
  'docker compose ps': ['ps'],
  'docker stats': ['top'],
  'docker top': ['top'],
  'github log': ['runs', 'deploy'],
  'http GET': ['health'],
  'kubernetes describe': ['describe'],
  'kubernetes get': ['pods'],
  'kubernetes logs': ['logs'],
  'kubernetes rollout status': ['rollout'],
  'kubernetes top': ['top'],
  'redis INFO': ['cache info'],
  'redis PING': ['health'],
}
/** Of a database, what it is asked: the first that it speaks of. */
const questions: [RegExp, string[]][] = [
  [/pg_stat_statements/, ['db slow']],
  [/pg_stat_user_indexes/, ['db indexes']],
  [/pg_stat_activity/, ['db connections', 'db queries']],
  [/pg_total_relation_size/, ['db tables']],
  [/getIndexes/, ['mongo indexes']],
  [/explain/, ['mongo explain']],
  [/stats|ping/, ['mongo info']],
]

/** The commands that show what an action reads; undefined where none is known to. */
export function looksFor({ via, operation, input }: Action): string[] | undefined {
  const asked = JSON.stringify(input)
  return looks[`${via} ${operation}`] ?? questions.find(([about]) => about.test(asked))?.[1]
}
