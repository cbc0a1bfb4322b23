import { describe, expect, it } from 'vitest'
import { commandsIn, fence, itemsIn, read, stepsIn, wordsOf } from './reading.ts'

describe('a runbook', () => {
  it('becomes procedures, by their headings, each with its parts', () => {
    const { title, procedures } = read(`# Shop Operations

## Common Issues

### Issue: High connections

**Symptoms:** \`PostgreSQLHighConnections\` alert fires

**Diagnosis:**
\`\`\`sql
-- Who is there
SELECT count(*), state FROM pg_stat_activity GROUP BY state;
\`\`\`

**Resolution**:
1. Restart the service
2. Consider a pool
`)
    expect(title).toBe('Shop Operations')
    expect(procedures).toHaveLength(1)
    const [{ id, path, alerts, parts, place }] = procedures as [(typeof procedures)[0]]
    expect({ id, path, alerts, place }).toEqual({
      id: 'common-issues/issue-high-connections',
      path: ['Common Issues', 'Issue: High connections'],
      alerts: ['PostgreSQLHighConnections'],
      place: { file: 'shop.md', line: 5, column: 1 },
    })
    expect(parts.map(({ kind, text, steps }) => [kind, text, steps.map(step => step.title)])).toEqual([
      ['symptoms', ['PostgreSQLHighConnections alert fires'], []],
      ['diagnosis', [], ['Who is there']],
      ['resolution', [], ['Restart the service', 'Consider a pool']],
    ])
  })

  it('has severities where a table says them', () => {
    const { severities, procedures } = read(`# Shop

## Severities

| Level | Description | Response Time |
|---|---|---|
| P1 - Critical | Down | < 15 min |
| P4 - Low | Minor | Next business day |

| Severity | Response |
|---|---|
| Critical | 15 min |

| Service | Port |
|---|---|
| api | 80 |
`)
    expect(severities.map(({ place }) => place.line)).toEqual([7, 8, 12])
    expect(severities.map(({ cells }) => cells)).toEqual([
      { Level: 'P1 - Critical', Description: 'Down', 'Response Time': '< 15 min' },
      { Level: 'P4 - Low', Description: 'Minor', 'Response Time': 'Next business day' },
      { Severity: 'Critical', Response: '15 min' },
    ])
    expect(procedures.map(({ path, parts }) => [path, parts[0]!.text])).toEqual([
      [
        ['Severities'],
        [
          'P1 - Critical · Description: Down · Response Time: < 15 min',
          'P4 - Low · Description: Minor · Response Time: Next business day',
          'Critical · Response: 15 min',
        ],
      ],
    ])
  })

  it('tells procedures of one name apart', () => {
    const text = '## Rollback\n\n1. Go back\n'
    expect(read(text + text).procedures.map(({ id }) => id)).toEqual(['rollback', 'rollback-2'])
  })

  it('has things to do by hand: numbered ones, check-boxes, and bullets of a checklist', () => {
    const found = itemsIn(
      read(`## Before Maintenance
- [ ] Notify users

## Weekly Tasks
**Monday**:
- Review error logs

## Response
1. **Immediate Response** (5 minutes)
   - Check the console
2. **Post-mortem** within 48 hours

## About
- Bullets elsewhere are text

## Table of Contents
1. [Response](#response)
`),
    )
    expect(found.map(({ title, notes, within }) => [title, notes, within])).toEqual([
      ['Notify users', [], undefined],
      ['Review error logs', [], undefined],
      ['Immediate Response (5 minutes)', ['Check the console'], 300_000],
      ['Post-mortem within 48 hours', [], 172_800_000],
    ])
  })

  it('has a command for each in a list, with its title from there and its place in the file', () => {
    const found = commandsIn(
      read(`## Deploy
1. **Verify staging:**
   \`\`\`bash
   curl https://staging.example.com/health
   \`\`\`
2. Check task logs: \`aws logs tail /ecs/<service> --follow\`
3. Scale if needed:
\`\`\`bash
kubectl scale deployment/shop --replicas=3
\`\`\`
`),
    )
    expect(found.map(({ title, place, text }) => [title, place.line, place.column, text])).toEqual([
      ['Verify staging', 4, 4, 'curl https://staging.example.com/health'],
      ['Check task logs', 6, 22, 'aws logs tail /ecs/<service> --follow'],
      ['Scale if needed', 9, 1, 'kubectl scale deployment/shop --replicas=3'],
    ])
  })

  it.each([
    ['See that `kubectl get pods` shows them all', ['See that kubectl get pods shows them all']],
    ['Look who is there with `docker ps`', ['Look who is there with docker ps']],
    [
      'Look at `docker ps`, then at `docker images`',
      Array(2).fill('Look at docker ps, then at docker images'),
    ],
    ['Look at both: `docker ps` and `docker images`', ['Look at both', 'Look at both']],
    ['The disk – `docker system df`', ['The disk']],
    ['What `docker` has: `docker images`', ['What docker has']],
    ['See **what `docker ps` says**: `docker ps`', ['See what docker ps says']],
  ])('has the whole sentence for a title where the command is in its midst: %s', (item, titles) => {
    expect(commandsIn(read(`## Look\n1. ${item}\n`)).map(({ title }) => title)).toEqual(titles)
  })
})

describe('a fence', () => {
  it('has a step for each command, named by the comment above it', () => {
    const found = stepsIn(
      read(
        fence(`# 1. Check service health
curl https://shop.example.com/health

# Expected: 200

# 2. Watch the deployment
# Look at: the actions' page

# Roll back
aws ecs update-service \\
  --cluster shop \\
  --service api \\
  # ... other parameters
`),
      ),
    )
    expect(found.map(({ kind, title, notes }) => [kind, title, notes])).toEqual([
      ['command', 'Check service health', ['Expected: 200']],
      ['item', 'Watch the deployment', ["Look at: the actions' page"]],
      ['command', 'Roll back', ['... other parameters']],
    ])
  })

  it('has titles without the rules that are drawn around comments', () => {
    const script = `# ---------------
# Look at memory
# ---------------
redis-cli info

#### Answers ####
redis-cli ping

# --all is not for production
redis-cli dbsize`
    expect(commandsIn(read(fence(script))).map(({ title, notes }) => [title, notes])).toEqual([
      ['Look at memory', []],
      ['Answers', []],
      ['--all is not for production', []],
    ])
    const statements = commandsIn(read(fence('-- ==========\n-- Its size\n-- ==========\nSELECT 1;', 'sql')))
    expect(statements).toMatchObject([{ title: 'Its size', notes: [] }])
  })

  it('has no step for words that are only said: they are the title of what follows, as a comment is', () => {
    const code = `set -e
echo "=== 1. API ==="
curl https://shop.example.com/health
echo ""
echo -e "\\033[0;32m--- Database ---\\033[0m"
# Which connections there are
psql -c "SELECT 1"
# All of it
echo "Caches come last."
redis-cli -h cache PING && echo "PONG is right"
NAME=$(date +%F)
echo "it is $NAME"
echo going && docker ps
echo x > /tmp/x
echo
echo "Done."
`
    expect(commandsIn(read(fence(code))).map(({ title, notes, text }) => [title, notes, text])).toEqual([
      ['API', [], 'curl https://shop.example.com/health'],
      ['Which connections there are', ['Database'], 'psql -c "SELECT 1"'],
      ['All of it', ['Caches come last.'], 'redis-cli -h cache PING && echo "PONG is right"'],
      ['', [], 'NAME=$(date +%F)'],
      ['', [], 'echo "it is $NAME"'],
      ['going', [], 'echo going && docker ps'],
      ['', ['Then it says: Done.'], 'echo x > /tmp/x'],
    ])
    // Where there is nothing else, that is what can be run.
    expect(commandsIn(read(fence('echo "All is well"'))).map(({ text }) => text)).toEqual([
      'echo "All is well"',
    ])
  })

  it('knows blanks where a shell would redirect', () => {
    const [list, log, squared] = commandsIn(
      read(
        fence(`aws ecs describe-tasks --tasks <task-arn>
aws logs tail /ecs/<service name> --follow
kubectl logs -f [pod-name]`),
      ),
    )
    expect(wordsOf(list!)).toEqual(['aws', 'ecs', 'describe-tasks', '--tasks', '<task arn>'])
    expect(wordsOf(log!)).toEqual(['aws', 'logs', 'tail', '/ecs/<service name>', '--follow'])
    expect(wordsOf(squared!)).toEqual(['kubectl', 'logs', '-f', '<pod name>'])
    expect(list!.text).toBe('aws ecs describe-tasks --tasks <task-arn>')
  })

  it('knows blanks within a word, in quotes and in braces, whatever they are called', async () => {
    const said = (code: string) => commandsIn(read(fence(code))).map(step => wordsOf(step).slice(2).join(' '))
    const blanks = [
      ['prod-<cluster>', 'prod-<cluster>'],
      ['<env>-<service>', '<env>-<service>'],
      ['web_<n>', 'web_<n>'],
      ['v<version>', 'v<version>'],
      ['<Task ARN>', '<task arn>'],
      ["<the task's arn>", "<the task's arn>"],
      ['<1234>', '<1234>'],
      ['<staging|production>', '<staging|production>'],
      ['"backend-<hash>"', 'backend-<hash>'],
      ["'<DB Identifier>'", '<db identifier>'],
      ['{{ pod }}', '<pod>'],
      ['"{{pod}}-{hash}"', '<pod>-<hash>'],
      ['db-<YYYYMMDD>', 'db-<date>'],
    ]
    expect(said(blanks.map(([code]) => `kubectl logs ${code}`).join('\n'))).toEqual(
      blanks.map(([, words]) => words),
    )
    const [step] = commandsIn(read(fence("kubectl logs <the pod's name> {{ or id }}")))
    expect(step!.text).toBe("kubectl logs <the pod's name> {{ or id }}")
  })

  it('takes for no blank what a shell or a statement means by it', () => {
    const words = (code: string) => commandsIn(read(fence(code))).map(wordsOf)
    const statement = "SELECT 1 FROM a WHERE b <c AND d> e AND f<g and h>i AND to_char(j, 'YYYY-MM-DD') = '1'"
    expect(words(`psql -c "${statement}"`)).toEqual([['psql', '-c', statement]])
    expect(commandsIn(read(fence(`${statement};`, 'sql'))).map(({ text }) => text)).toEqual([statement])
    expect(words(`kubectl get pods -o json | jq '{name}'`)[0]!.at(-1)).toBe('{name}')
    expect(words('sort 2<in>out <in >out')).toEqual([['sort']])
  })

  it('remembers what is set above, in the fences below too, and asks for what is only an example', () => {
    const found = commandsIn(
      read(`## Roll back
\`\`\`bash
FAMILY="shop-api"
PREV=42  # Replace with actual previous revision
\`\`\`
then
\`\`\`bash
aws ecs update-service --task-definition "\${FAMILY}:\${PREV}" --cluster $CLUSTER
\`\`\`
`),
    )
    expect(wordsOf(found.at(-1)!)).toEqual([
      ...['aws', 'ecs', 'update-service', '--task-definition'],
      ...['shop-api:42', '--cluster', '<cluster>'],
    ])
  })

  it('is said to a client that was opened in it', () => {
    const found = commandsIn(
      read(fence('# Connect\nredis-cli -h cache\n\n# Check memory\nINFO memory\n\n# All keys\nKEYS *')),
    )
    expect(found.map(step => [step.title, wordsOf(step), step.place.line])).toEqual([
      ['Check memory', ['redis-cli', '-h', 'cache', 'INFO', 'memory'], 10],
      ['All keys', ['redis-cli', '-h', 'cache', 'KEYS', '*'], 13],
    ])
    const sql =
      'psql shop\n-- Who waits\nSELECT pid\nFROM waiting\nWHERE id = 3;\n# Tables\n\\dt\n\\q\n# Pods\nkubectl get pods'
    expect(commandsIn(read(fence(sql))).map(step => [step.title, wordsOf(step), step.place.line])).toEqual([
      ['Who waits', ['psql', 'shop', '-c', 'SELECT pid\nFROM waiting\nWHERE id = 3'], 8],
      ['Tables', ['psql', 'shop', '-c', '\\dt'], 12],
      ['Pods', ['kubectl', 'get', 'pods'], 15],
    ])
    const inside =
      'kubectl exec -it db-0 -- psql shop\nDROP USER ana;\n\\q\ndocker exec -it web sh\npsql -c "SELECT 1"\nexit\ndocker ps'
    expect(commandsIn(read(fence(inside))).map(step => [wordsOf(step).slice(-3), step.line.is])).toEqual([
      [['shop', '-c', 'DROP USER ana'], 'pipe'],
      [['-it', 'web', 'sh'], 'pipe'],
      [[], 'shell'],
      [['docker', 'ps'], 'pipe'],
    ])
    const [, logs] = commandsIn(read(fence('kubectl exec -it web -- bash\nkubectl logs web')))
    expect(wordsOf(logs!)).toEqual(['kubectl', 'logs', 'web'])
    const mongo = commandsIn(
      read(fence('mongosh "mongodb://db/shop"\ndb.trips.find({}).explain("x")\ndb.stats()')),
    )
    expect(mongo.map(wordsOf)).toEqual([
      ['mongosh', 'mongodb://db/shop', '--eval', 'db.trips.find({}).explain("x")'],
      ['mongosh', 'mongodb://db/shop', '--eval', 'db.stats()'],
    ])
  })

  it('is said to no client that was told already what it is to do', () => {
    const lines = (code: string) => commandsIn(read(fence(code))).map(wordsOf)
    const next = ['kubectl', 'get', 'pods']
    expect(lines('psql shop -c "SELECT 1"\nset -e\nkubectl get pods')).toEqual([
      ['psql', 'shop', '-c', 'SELECT 1'],
      next,
    ])
    expect(lines('redis-cli INFO\nset -e\nkubectl get pods')).toEqual([['redis-cli', 'INFO'], next])
    expect(lines('psql shop\ndropdb old')).toEqual([
      ['psql', 'shop'],
      ['dropdb', 'old'],
    ])
    expect(lines('psql shop\n# Who waits\n#\nSELECT 1;')).toEqual([['psql', 'shop', '-c', 'SELECT 1']])
  })

  it('of a terminal has what was typed, not what was answered', () => {
    const found = commandsIn(
      read(fence('$ kubectl get pods\nNAME  READY\nshop  1/1\n$ docker ps', 'console')),
    )
    expect(found.map(step => [wordsOf(step), step.place.column])).toEqual([
      [['kubectl', 'get', 'pods'], 3],
      [['docker', 'ps'], 3],
    ])
  })

  it('of SQL has a step for each statement, whatever stands in its strings', () => {
    const found = commandsIn(
      read(
        fence(
          "-- Bloat\nSELECT ';' AS a, $$;$$;\nVACUUM ANALYZE bookings; -- done\nSELECT 1 WHERE id = $1",
          'sql',
        ),
      ),
    )
    expect(found.map(step => [step.title, wordsOf(step).at(-1)])).toEqual([
      ['Bloat', "SELECT ';' AS a, $$;$$"],
      ['', 'VACUUM ANALYZE bookings'],
      ['', 'SELECT 1 WHERE id = <value $1>'],
    ])
  })

  it('of YAML is to be set by hand, of PHP is commands, of JSON is nothing to do', () => {
    expect(itemsIn(read(fence('# More memory\nMemorySize: 2048', 'yaml')))[0]).toMatchObject({
      title: 'More memory',
      text: '# More memory\nMemorySize: 2048',
    })
    expect(
      commandsIn(read(fence('// Clear\nphp bin/console cache:clear', 'php'))).map(({ title }) => title),
    ).toEqual(['Clear'])
    expect(stepsIn(read(fence('{"a": 1}', 'json')))).toEqual([])
  })

  it('keeps here-documents with their command', () => {
    const [found] = commandsIn(read(fence('cat > f <<EOF\nhello; rm -rf /\nEOF\nls')))
    expect(commandsIn(read(fence('cat > f <<EOF\nhello; rm -rf /\nEOF\nls')))).toHaveLength(2)
    expect(wordsOf(found!)).toEqual(['cat'])
  })
})
