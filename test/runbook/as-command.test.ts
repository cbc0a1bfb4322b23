import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { readSystemFiles } from '../../src/config/system-files.ts'
import type { System } from '../../src/domain/system.ts'
import { holesIn } from '../../src/runbook/action.ts'
import { readRunbook } from '../../src/runbook/read.ts'
import { asCommand } from '../../src/runbook/run/as-command.ts'
import { filled } from '../../src/runbook/run/fill.ts'
import { holeName } from '../../src/runbook/run/needed.ts'
import { commandsIn, verdict } from './reading.ts'

let systems: System[]
beforeAll(async () => {
  systems = (await readSystemFiles('systems')).systems
})

/** The command that a step of a system's runbook is for, blanks filled with their examples. */
async function commandOf(name: string, code: string, environment = 'production'): Promise<unknown> {
  const system = systems.find(({ system }) => system === name)!
  const found = await verdict(code)
  if (found.class === 'byHand') return found.reason
  const action = found.actions.at(-1)!
  if (action.via !== 'belay') return action.via
  const given = new Map(
    holesIn(action).map(hole => [
      holeName(hole),
      hole.of === 'input' ? (hole.input.example ?? '1.2.3') : 'x',
    ]),
  )
  const json = (trees = {}) =>
    Object.fromEntries(
      Object.entries(trees).map(([key, tree]) => [
        key,
        filled(tree as never, { given, secrets: new Map(), now: 0 }),
      ]),
    )
  const command = asCommand(action.operation, json(action.input), action.on && json(action.on), {
    system,
    environment,
  })
  if (!command) return undefined
  const { system: _, environment: __, ...options } = command.options
  return [command.name, options]
}

/** There is such a command, and it takes what it is given, and which step and which incident it is for. */
function typable([name, options]: [string, object]) {
  const found = commands.find(one => one.name === name)
  expect([name, found?.about]).toEqual([name, 'system'])
  expect(Object.keys(found!.args.shape)).toEqual(
    expect.arrayContaining([...Object.keys(options), 'step', 'incident']),
  )
}

it.each([
  [
    'learnbot',
    'aws ecs update-service --cluster learnbot-production-cluster --service learnbot-production-api-gateway --desired-count 5',
    ['scale', { service: 'api-gateway', count: 5 }],
  ],
  [
    'learnbot',
    'NEW=$(openssl rand -base64 48)\naws secretsmanager put-secret-value --secret-id learnbot-production/app/jwt-secret --secret-string "{\\"jwt_secret\\":\\"$NEW\\"}"',
    ['secret rotate', { secret: 'jwt-secret' }],
  ],
  [
    'learnbot',
    'aws rds modify-db-instance --db-instance-identifier learnbot-production-postgres --master-user-password "$NEW_DB_PASS" --apply-immediately',
    ['secret rotate', { secret: 'db-password' }],
  ],
  [
    'flight-schedule-pro',
    'aws secretsmanager rotate-secret --secret-id arn:aws:secretsmanager:us-east-1:123456789012:secret:flight-schedule-pro/db-password-AbCdEf',
    ['secret rotate', { secret: 'db-password' }],
  ],
  [
    'flight-schedule-pro',
    'aws secretsmanager update-secret --secret-id flight-schedule-pro/openweathermap-key --secret-string "new-api-key"',
    ['secret put', { secret: 'openweathermap-key' }],
  ],
  ['flight-schedule-pro', 'aws secretsmanager rotate-secret --secret-id of-another-team', undefined],
  [
    'travelbot',
    'aws rds create-db-snapshot --db-instance-identifier travelbot-database --db-snapshot-identifier emergency',
    ['db snapshot', { database: 'postgres', name: 'emergency' }],
  ],
  [
    'arbor-energy',
    "aws logs create-export-task --log-group-name /ecs/arbor-production/backend --from $(date -d '24 hours ago' +%s)000 --to $(date +%s)000 --destination arbor-log-exports --destination-prefix logs/backend",
    ['logs export', { service: 'backend', since: '1d' }],
  ],
  [
    'travelbot',
    'aws logs put-retention-policy --log-group-name /aws/ecs/travelbot --retention-in-days 30',
    ['logs retain', { service: 'travelbot', days: 30 }],
  ],
  [
    'arbor-energy',
    'aws rds promote-read-replica --db-instance-identifier arbor-production-db-restored',
    ['db promote', { instance: 'arbor-production-db-restored' }],
  ],
  [
    'travelbot',
    'aws rds modify-db-instance --db-instance-identifier travelbot-database --publicly-accessible',
    ['db open', { database: 'postgres', from: '203.0.113.7', reason: '1.2.3' }],
  ],
  [
    'travelbot',
    'aws ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 5432 --cidr 0.0.0.0/0',
    ['db open', { from: '203.0.113.7', reason: '1.2.3' }],
  ],
  [
    'travelbot',
    'aws rds modify-db-parameter-group --db-parameter-group-name travelbot-params --parameters ParameterName=log_statement,ParameterValue=all',
    ['db parameter', { database: 'postgres', parameter: 'log_statement', value: 'all' }],
  ],
  [
    'travelbot',
    'docker exec -it travelbot-app php bin/console doctrine:migrations:migrate',
    ['exec', { service: 'travelbot', task: 'migrations:migrate' }],
  ],
  ['travelbot', 'npx cdk deploy --all', ['workflow run', { workflow: 'infrastructure' }]],
  [
    'travelbot',
    'npx cdk deploy TravelbotStack',
    ['workflow run', { workflow: 'infrastructure', given: 'TravelbotStack' }],
  ],
  ['travelbot', 'npx cdk diff', ['workflow run', { workflow: 'infrastructure-diff' }]],
  ['travelbot', 'npx cdk destroy', undefined],
  ['travelbot', 'docker exec app php bin/console doctrine:query:sql "SELECT 1"', 'postgres'],
  [
    'learnbot',
    './infrastructure/scripts/db-restore.sh --list --env production',
    ['workflow run', { workflow: 'db-restore-list' }],
  ],
  [
    'learnbot',
    './infrastructure/scripts/db-restore.sh --backup-key backups/production/20260101/learnbot.sql.gz --env production',
    ['workflow run', { workflow: 'db-restore', given: 'backups/production/20260101/learnbot.sql.gz' }],
  ],
  [
    'arbor-energy',
    `aws ecs execute-command --cluster arbor-production-cluster --task <task-id> --interactive --command "python -c 'from app.services.cached_plan_service import warm_cache; warm_cache()'"`,
    ['exec', { service: 'backend', task: 'cache:warm' }],
  ],
  [
    'learnbot',
    `curl -X POST http://alertmanager:9093/api/v2/silences -d '{"matchers": [{"name": "environment", "value": "production", "isRegex": false}, {"name": "job", "value": "api|web", "isRegex": true}], "startsAt": "2024-01-01T00:00:00Z", "endsAt": "2024-01-01T02:00:00Z", "comment": "maintenance"}'`,
    ['silence', { matchers: 'environment=production job=~"api|web"', comment: 'maintenance', for: '2h' }],
  ],
  ['travellr', 'docker-compose down backend', undefined],
  ['travellr', 'docker-compose down', undefined],
  [
    'arbor-energy',
    `aws ecs run-task --cluster arbor-production-cluster --task-definition arbor-production-migrations --overrides '{"containerOverrides":[{"name":"backend","command":["alembic","upgrade","head"]}]}'`,
    ['exec', { service: 'backend', task: 'migrate' }],
  ],
  [
    'travelbot',
    'aws ecs register-task-definition --family travelbot-task-definition --memory 2048 --cpu 1024',
    ['tasks size', { service: 'travelbot', memory: '2048', cpu: '1024' }],
  ],
  [
    'arbor-energy',
    'aws ecs register-task-definition --family arbor-production-backend --cpu 1024 --memory 2048',
    ['tasks size', { service: 'backend', cpu: '1024', memory: '2048' }],
  ],
  [
    'learnbot',
    'aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/learnbot-production-cluster/learnbot-production-api-gateway --min-capacity 4',
    ['autoscaling', { service: 'api-gateway', min: 4 }],
  ],
  ['arbor-energy', 'git push origin v1.2.3', ['deploy', { service: 'backend', version: 'v1.2.3' }]],
  [
    'learnbot',
    'curl -X POST https://api.learnbot.example.com/admin/scrape/trigger -H "Authorization: Bearer <admin-token>"',
    ['request', { request: 'scrape' }],
  ],
  ['learnbot', 'curl -X POST https://api.learnbot.example.com/admin/other', undefined],
  ['arbor-energy', 'redis-cli -h <endpoint> FLUSHALL', ['cache flush', { cache: 'redis' }]],
  [
    'arbor-energy',
    'aws elbv2 modify-listener --listener-arn <listener-arn> --default-actions Type=forward,TargetGroupArn=<green-target-group-arn>',
    ['bluegreen switch', { service: 'backend' }],
  ],
  [
    'arbor-energy',
    'aws ecs delete-service --cluster arbor-production-cluster --service arbor-production-backend-blue --force',
    ['bluegreen delete', { service: 'backend', colour: 'arbor-production-backend-blue' }],
  ],
  [
    'flight-schedule-pro',
    'aws cognito-idp admin-delete-user --user-pool-id us-east-1_Ab12Cd34E --username pilot-71',
    ['users remove', { pool: 'pilots', users: 'pilot-71' }],
  ],
  [
    'flight-schedule-pro',
    'aws cognito-idp admin-disable-user --user-pool-id us-east-1_Ab12Cd34E --username <username>',
    ['users disable', { pool: 'pilots', users: '1.2.3' }],
  ],
  [
    'flight-schedule-pro',
    'aws cognito-idp admin-enable-user --user-pool-id us-east-1_Other --username pilot-71',
    undefined,
  ],
  [
    'learnbot',
    './infrastructure/scripts/db-backup.sh --env production',
    ['exec', { service: 'api-gateway', task: 'db-backup' }],
  ],
  [
    'flight-schedule-pro',
    'aws lambda update-function-code --function-name weather-monitor --zip-file fileb://previous-version.zip',
    ['deploy', { service: 'weather-monitor', version: '1.2.3' }],
  ],
  [
    'flight-schedule-pro',
    'aws cloudformation execute-change-set --stack-name flight-schedule-pro-prod --change-set-name update-20260101',
    ['stack execute', { stack: 'main', 'change-set': 'update-20260101' }],
  ],
  ['travellr', 'kubectl rollout restart deployment/travellr-backend', ['restart', { service: 'backend' }]],
  [
    'travellr',
    'npm run cache:clear "search:*"',
    ['exec', { service: 'backend', task: 'cache:clear', given: 'search:*' }],
  ],
  [
    'learnbot',
    `psql -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle' AND query_start < now() - interval '10 minutes'"`,
    ['db end-idle', { older: '10m' }],
  ],
  [
    'arbor-energy',
    'aws elasticache create-snapshot --replication-group-id arbor-production-redis --snapshot-name manual',
    ['cache snapshot', { cache: 'redis', name: 'manual' }],
  ],
  ['travellr', 'npm run cache:clear', ['exec', { service: 'backend', task: 'cache:clear' }]],
  [
    'arbor-energy',
    'redis-cli -h <endpoint> DEL "user-<id>"',
    ['cache clear', { cache: 'redis', pattern: 'user-1.2.3' }],
  ],
])('%s: %s', async (system, code, expected) => {
  const command = await commandOf(system, code)
  expect(command).toEqual(expected)
  if (Array.isArray(command)) typable(command as [string, object])
})

it('what asks for a step of the five, in any of their environments, can be typed', async () => {
  for (const { system, environments, runbook = '' } of systems)
    for (const { text } of commandsIn(readRunbook(runbook, readFileSync(`systems/${runbook}`, 'utf8'))))
      for (const environment of Object.keys(environments)) {
        const command = await commandOf(system, text, environment)
        if (Array.isArray(command)) typable(command as [string, object])
      }
})

it('whatever is filled in for one key of a cache, no other is cleared', () => {
  const system = systems.find(one => one.system === 'arbor-energy')!
  const command = asCommand(
    'cache clear',
    { key: 'user-*[a]' },
    { cache: {} },
    { system, environment: 'production' },
  )
  expect(command?.options.pattern).toBe('user-\\*\\[a\\]')
})

it('what the system file does not name is no command', async () => {
  expect(
    await commandOf('learnbot', 'aws rds reboot-db-instance --db-instance-identifier another'),
  ).toBeUndefined()
  expect(await commandOf('learnbot', 'aws cloudformation delete-stack --stack-name another')).toBeUndefined()
  expect(await commandOf('learnbot', 'npm run anything')).toBeUndefined()
})

it.each([
  [
    'learnbot',
    'aws ecs update-service --cluster learnbot-staging-cluster --service learnbot-production-api-gateway --desired-count 0',
  ],
  ['travellr', 'kubectl -n another scale deployment/travellr-backend --replicas=0'],
  ['travellr', 'docker exec mongodb npm run cache:clear'],
  [
    'arbor-energy',
    'aws elbv2 modify-listener --listener-arn arn:another --default-actions Type=forward,TargetGroupArn=a',
  ],
])(
  'what the step names of another cluster, namespace, container or listener is not done here: %s: %s',
  async (system, code) => {
    expect(await commandOf(system, code)).toBeUndefined()
  },
)
