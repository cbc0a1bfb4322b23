import { expect, it } from 'vitest'
import { UserError } from '../../src/domain/errors.ts'
import type { System } from '../../src/domain/system.ts'
import type { StepValue } from '../../src/ports/step-answers.ts'
import type { FilledRead, StepReaders } from '../../src/ports/step-reader.ts'
import { knownOf } from '../../src/runbook/known.ts'
import { createSteps, type Outcome } from '../../src/runbook/steps.ts'
import { learnbot } from '../commands/cast.ts'
import { commandsIn, fence, read, shapes } from './reading.ts'

const production = learnbot.environments.production!
const gateway = production.services['api-gateway']!
const frontend = { ...gateway, ecs: { ...gateway.ecs!, service: 'learnbot-production-frontend' } }

const system: System = {
  ...learnbot,
  environments: {
    ...learnbot.environments,
    production: {
      ...production,
      services: { ...production.services, frontend },
      region: 'us-east-1',
      databases: { main: { url: { secret: 'env:DB' }, rds: 'learnbot-db' } },
      secrets: {
        db: {
          sm: 'learnbot/db',
          from: 'belay',
          services: [],
          database: 'main',
          copies: [{ ssm: '/learnbot/db-password' }, { sm: 'learnbot/jobs', key: 'DB_PASSWORD' }],
        },
        clerk: { sm: 'clerk', from: 'belay', services: [], copies: [], database: 'main', user: 'clerk' },
        api: { sm: 'api', key: 'token', from: 'person', services: [], copies: [{ ssm: '/learnbot/token' }] },
      },
    },
    staging: {
      ...production,
      region: 'us-east-1',
      caches: { redis: { url: 'redis://cache:6379' } },
    },
  },
}

const kubernetes = { namespace: 'default', deployment: 'web', container: 'web' }
const clustered: System = {
  ...system,
  environments: {
    production: {
      ...system.environments.production!,
      services: { web: { kubernetes } },
      cluster: 'in-cluster',
    },
  },
}

/** Runs the steps of a fence one after the other, and answers what came of the last. */
async function run(
  code: string,
  answers: Partial<Record<string, unknown>> = {},
  given: Record<string, string> = {},
  stage = system,
) {
  const asked: (FilledRead & { kind: string })[] = []
  const targets: unknown[] = []
  const kept = new Map<string, StepValue>()
  const reader = (kind: string) => async (one: FilledRead, target: unknown) => {
    targets.push(target)
    asked.push({ kind, ...one })
    const failed = answers[String((one.input.names as string[] | undefined)?.[0])]
    if (failed instanceof Error) throw failed
    return (answers[one.operation] ?? answers[kind] ?? { text: '' }) as { text: string }
  }
  const readers = Object.fromEntries(
    ['aws', 'http', 'postgres', 'redis', 'kubernetes'].map(kind => [kind, reader(kind)]),
  ) as StepReaders
  const steps = createSteps({
    readers,
    answers: {
      of: async () => new Map(kept),
      keep: async (_, more) => {
        for (const [name, value] of more) kept.set(name, value)
      },
    },
    now: () => Date.parse('2026-11-26T04:00:00Z'),
  })
  const runbook = read(fence(code))
  const known = await knownOf([runbook], shapes)
  const volume = {
    runbook,
    search: { byWords: () => [], missing: () => [], byAlert: () => [] },
    known: async () => known,
  }
  const scope = { system: stage, environment: 'production', procedure: 'do', for: 'U1' }
  let outcome: Outcome | undefined
  let needed: string[] = []
  for (const step of commandsIn(runbook)) {
    const verdict = await steps.verdict(volume, step)
    if (verdict.class === 'byHand') throw new Error(verdict.reason)
    const all = await steps.needed(verdict, scope)
    needed = all.filter(({ value }) => value === undefined).map(({ name }) => name)
    const values = new Map(
      all.flatMap(({ hole, name, value }) => {
        const one = given[name] ?? value
        return one === undefined ? [] : [[hole, one] as const]
      }),
    )
    outcome = await steps.run(step, verdict, values, scope)
  }
  return { outcome: outcome!, asked, targets, needed, said: JSON.stringify(outcome), kept }
}

it('what a step answers is shown without what would let its readers in', async () => {
  const { said } = await run('curl https://api.learnbot.example.com/config', {
    http: { text: '{"db_password": "hunter2", "pool": 20}' },
  })
  expect(said).toContain('pool')
  expect(said).not.toContain('hunter2')
})

it.each([
  ['aws ecs describe-task-definition --task-definition shop', 'DB_HOST'],
  [
    "aws ecs describe-task-definition --task-definition shop --query 'taskDefinition.containerDefinitions[0].environment'",
    'DB_PASSWORD',
  ],
  [
    "aws ecs describe-task-definition --task-definition shop --query 'taskDefinition.containerDefinitions[0].environment[1].value' --output text",
    '[secret]',
  ],
  [
    "aws ecs describe-task-definition --task-definition shop | jq -r '.taskDefinition.containerDefinitions[].environment[] | .value'",
    'db.internal',
  ],
  [
    "aws lambda get-function-configuration --function-name shop --query 'Environment.Variables.API_KEY' --output text",
    '[secret]',
  ],
  ['aws lambda get-function-configuration --function-name shop --output text', 'ENVIRONMENT'],
  ["aws cloudformation describe-stacks --query 'Stacks[0].Parameters'", 'DbPassword'],
  ['psql -c "SELECT * FROM accounts"', 'ana'],
  ['curl https://api.learnbot.example.com/config | jq -r .database.password', '[secret]'],
  ['curl https://api.learnbot.example.com/config', 'db.internal'],
  [
    `aws ecs describe-task-definition --task-definition shop --query "taskDefinition.containerDefinitions[0].environment[?name=='DB_PASSWORD'].value" --output text`,
    '[secret]',
  ],
  [
    `aws ecs describe-task-definition --task-definition shop | jq -r '.taskDefinition.containerDefinitions[].environment[] | select(.name == "DB_PASSWORD") | .value'`,
    '[secret]',
  ],
])(
  'a secret that its name tells of is in no answer, whatever is taken out of it: %s',
  async (line, shown) => {
    const { said } = await run(line, withSecrets)
    expect(said).toContain(shown)
    expect(said).not.toContain('hunter2')
  },
)

const withSecrets = {
  'ecs:DescribeTaskDefinition': {
    json: {
      taskDefinition: {
        containerDefinitions: [
          {
            environment: [
              { name: 'DB_HOST', value: 'db.internal' },
              { name: 'DB_PASSWORD', value: 'hunter2' },
            ],
            secrets: [{ name: 'JWT_SECRET', valueFrom: '/shop/jwt' }],
          },
        ],
      },
    },
  },
  'lambda:GetFunctionConfiguration': {
    json: { Environment: { Variables: { API_KEY: 'hunter2', LEVEL: 'info' } } },
  },
  'cloudformation:DescribeStacks': {
    json: { Stacks: [{ Parameters: [{ ParameterKey: 'DbPassword', ParameterValue: 'hunter2' }] }] },
  },
  postgres: { rows: { columns: ['name', 'passwd', 'api_key'], rows: [['ana', 'hunter2', 'hunter2']] } },
  http: {
    text: '{"database":{"host":"db.internal","password":"hunter2"},"list":[{"key":"TOKEN","value":"hunter2"}]}',
  },
}

it.each([
  "curl https://api.learnbot.example.com/config | grep password | grep -o '[^=]*$'",
  `aws logs filter-log-events --log-group-name shop | jq -r '.events[].message | fromjson | .text | split("=")[1]'`,
  `psql -c "SELECT note FROM notes" | grep -o '[^=]*$'`,
])('a secret that only what stands before it tells of is not taken away from that: %s', async line => {
  const note = 'ana@example.com logged in with password=hunter2'
  const { said } = await run(line, {
    http: { text: `ready\n${note}` },
    'logs:FilterLogEvents': { json: { events: [{ message: JSON.stringify({ text: note }) }] } },
    postgres: { rows: { columns: ['note'], rows: [[note]] } },
  })
  expect(said).toContain('secret]')
  expect(said).not.toContain('hunter2')
})

it('a key that is longer than a line is masked amid lines of JSON, too', async () => {
  const key = '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----'
  const { said } = await run('curl https://api.learnbot.example.com/log | tail -2', {
    http: { text: `{"level":"info"}\n${key}\n{"level":"warn","password":"hunter2"}` },
  })
  expect(said).toContain('[private key]')
  expect(said).not.toContain('hunter2')
})

it('who is looked for in what a step answers is found', async () => {
  const { said } = await run("curl https://api.learnbot.example.com/log | grep -c 'ana@example.com'", {
    http: { text: 'ana@example.com logged in\nben@example.com logged in' },
  })
  expect(said).toContain('"output":"1"')
})

it('what tells something of a secret and is none is shown: where it is kept, and when it was used', async () => {
  const { said } = await run('aws ecs describe-task-definition --task-definition shop', withSecrets)
  expect(said).toContain('/shop/jwt')
  const users = await run("aws iam list-users --query 'Users[].[UserName,PasswordLastUsed]' --output text", {
    'iam:ListUsers': { json: { Users: [{ UserName: 'ana', PasswordLastUsed: '2026-11-02' }] } },
  })
  expect(users.said).toContain('2026-11-02')
})

it('a secret that is no reference is handed on to no step below', async () => {
  const asks =
    "KEY=$(aws lambda get-function-configuration --function-name shop --query 'Environment.Variables.API_KEY' --output text)"
  await expect(run(`${asks}\ncurl -H "X-Key: $KEY" ${stats}`, withSecrets)).rejects.toThrow(
    'What it answers is a secret. Belay hands on those that are kept in Secrets Manager or Parameter Store',
  )
  const part = `URL=$(curl https://api.learnbot.example.com/config | grep -o 'url=.*')`
  await expect(
    run(`${part}\ncurl "${stats}?of=$URL"`, { http: { text: 'url=postgres://ana:hunter2@db/shop' } }),
  ).rejects.toThrow('What it answers is a secret.')
})

it('what somebody gives for a blank that is set is there for the steps below it, and can be given anew', async () => {
  const set = 'REGION="$1"'
  const lists = `${set}\naws ecs list-clusters --region $REGION`
  const { targets, needed, said } = await run(lists, {}, { region: 'us-east-1' })
  expect(needed).toEqual([])
  expect(targets).toEqual([expect.objectContaining({ region: 'us-east-1' })])
  expect(said).toContain('aws ecs list-clusters')
  const twice = await run(`${set}\n${set}`, {}, { region: 'us-east-1' })
  expect(twice.needed).toEqual(['region'])
})

it.each([
  ['$(date)', 'Thu Nov 26 04:00:00 UTC 2026'],
  ['$(date --iso-8601)', '2026-11-26'],
  ["$(date -d '1 hour ago' -Iseconds)", '2026-11-26T03:00:00+00:00'],
  ['$(date +%s%3N)', '1795665600000'],
  ["$(date -u +'%A %-d %B %y, %I %p')", 'Thursday 26 November 26, 04 AM'],
  ['$(($(date +%s) - 3600))000', '1795662000000'],
  ['$(( ($(date +%s) - 2*60*60) * 1000 ))', '1795658400000'],
  ['$(($(date +%s%3N) + 1000))', '1795665601000'],
])('a time is written as a shell would: %s', async (time, written) => {
  const { said } = await run(`echo "[${time}]"`)
  expect(said).toContain(`[${written}]`)
})

it('what a step answers is there for the steps below it', async () => {
  const { asked, said, needed } = await run(
    "TASK=$(aws ecs list-tasks --cluster shop --query 'taskArns[0]' --output text)\naws ecs describe-tasks --cluster shop --tasks $TASK",
    { 'ecs:ListTasks': { json: { taskArns: ['arn:aws:ecs:task/7'] } } },
  )
  expect(asked.map(({ operation, input }) => [operation, input])).toEqual([
    ['ecs:ListTasks', { cluster: 'shop' }],
    ['ecs:DescribeTasks', { cluster: 'shop', tasks: ['arn:aws:ecs:task/7'] }],
  ])
  expect(needed).toEqual([])
  expect(said).toContain('aws ecs describe-tasks')
})

it('a command within another is carried out first, and its answer goes into one argument, as words where no quotes are', async () => {
  const list = "$(aws ecs list-tasks --cluster shop --query 'taskArns[0]' --output text)"
  const answers = {
    'ecs:ListTasks': { json: { taskArns: ['a b; --rm'] } },
    'ecs:DescribeTasks': { json: { tasks: [{ taskArn: 'x', lastStatus: 'RUNNING' }] } },
  }
  const describe = 'aws ecs describe-tasks --cluster shop --tasks'
  const { asked, said } = await run(`${describe} "${list}"`, answers)
  expect(asked[1]!.input).toEqual({ cluster: 'shop', tasks: ['a b; --rm'] })
  expect(said).toContain('RUNNING')
  const bare = await run(`${describe} ${list}`, answers)
  expect(bare.asked[1]!.input).toEqual({ cluster: 'shop', tasks: ['a', 'b;', '--rm'] })
})

const held = {
  'secretsmanager:DescribeSecret': {
    json: { VersionIdsToStages: { v6: ['AWSPREVIOUS'], v7: ['AWSCURRENT'] } },
  },
  'secretsmanager:GetSecretValue': { json: { SecretString: '{"token":"hunter2"}' } },
}
const token =
  'TOKEN=$(aws secretsmanager get-secret-value --secret-id api --query SecretString --output text | jq -r .token)'
const stats = 'https://api.learnbot.example.com/stats'

it('of a secret only is kept where it is: it is read where it is used, and shown nowhere', async () => {
  const set = await run(token, held)
  expect(set.said).toContain('[secret api as TOKEN] is there for the steps below')
  expect(set.asked.map(({ operation }) => operation)).toEqual(['secretsmanager:DescribeSecret'])
  const sent = await run(`${token}\necho $TOKEN\ncurl -H "Authorization: Bearer $TOKEN" ${stats}`, held)
  const [described, got] = sent.asked
  expect([described!.kind, got!.kind]).toEqual(['aws', 'http'])
  expect(got!.input.headers).toEqual(['Authorization: Bearer [secret api as TOKEN]'])
  expect([...got!.secrets!.keys()]).toEqual(['[secret api as TOKEN]'])
  expect(await got!.secrets!.get('[secret api as TOKEN]')!()).toBe('hunter2')
  // The version that was current when the step above was run, whatever is since.
  expect(sent.asked.at(-1)!.input).toEqual({ SecretId: 'api', VersionId: 'v7' })
  expect(JSON.stringify([sent.said, [...sent.kept]])).not.toContain('hunter2')
  expect((await run(`${token}\necho "it is $TOKEN"`, held)).said).toContain('it is [secret api as TOKEN]')
})

it('what cannot be taken from a secret is told without it', async () => {
  const opened = async (value: string) => {
    const answers = { ...held, 'secretsmanager:GetSecretValue': { json: { SecretString: value } } }
    const { asked } = await run(`${token}\ncurl -H "X-Key: $TOKEN" ${stats}`, answers)
    return asked.at(-1)!.secrets!.get('[secret api as TOKEN]')!()
  }
  await expect(opened('"hunter2"')).rejects.toThrow(
    /^\[secret api as TOKEN\] cannot be taken as the step above says\.$/,
  )
  await expect(opened('{"other":"hunter2"}')).rejects.toThrow(
    '[secret api as TOKEN] is empty, as the step above takes it.',
  )
})

it('a secret is handed over in a header, and nowhere else', async () => {
  const stays = 'it would hand on a secret where it may be seen'
  for (const line of [
    `curl "${stats}?token=$TOKEN"`,
    `curl "${stats}?token=$(openssl rand -hex 8)"`,
    'npm run seed -- --key $TOKEN',
    `${token.replace('TOKEN', 'WHOLE').replace('-r .token', "-r '.SecretString | fromjson | .token'").replace(' --query SecretString --output text', '')}\ncurl "${stats}?token=$WHOLE"`,
    'NOTE="it is $TOKEN"\naws ecs list-tasks --cluster "$NOTE"',
    'psql -c "SELECT \'$TOKEN\'"',
    'aws ecs list-tasks --cluster $TOKEN',
    'aws rds create-db-snapshot --db-instance-identifier db --db-snapshot-identifier $TOKEN',
  ])
    await expect(run(`${token}\n${line}`, held)).rejects.toThrow(stays)
  const { asked } = await run(`${token}\ncurl -u "ana:$TOKEN" ${stats}`, held)
  expect([asked.at(-1)!.input.user, asked.at(-1)!.secrets!.size]).toEqual(['ana:[secret api as TOKEN]', 1])
})

it('nothing tells how long a secret is, how it begins or what is in it', async () => {
  const get = 'aws secretsmanager get-secret-value --secret-id api --query SecretString --output text'
  const answers = {
    ...held,
    'ecs:ListClusters': { json: { clusterArns: ['api'] } },
    'ssm:GetParameter': { json: { Parameter: { Value: 'hunter2' } } },
  }
  const clusters = 'aws ecs list-clusters --query clusterArns --output text'
  const parts = 'of a secret Belay takes all of it or a member, and tells nothing else of it'
  for (const [line, why] of [
    [`${get} | wc -l`, parts],
    [`${get} | grep -c ^h`, parts],
    [`${get} | jq length`, parts],
    [`${get.replace('SecretString', '"starts_with(SecretString, \'h\')"')}`, parts],
    [`${get} | xargs -n1 aws ecs list-tasks --cluster`, parts],
    [`KEY=$(${get} | grep ^h)\ncurl -H "X-Key: $KEY" ${stats}`, parts],
    [`${clusters} | xargs -n1 aws ssm get-parameter --with-decryption --name`, 'it would show secrets'],
    [`for s in $(${clusters}); do ${get.replace('api', '$s')}; done`, 'it would show secrets'],
    [`${token}\nNOTE=$(echo $TOKEN)\ncurl "${stats}?note=$NOTE"`, 'where it may be seen'],
    [`${token}\nDB_PASSWORD=$TOKEN npm run seed`, 'it is given a secret as DB_PASSWORD'],
    [`${token}\necho $TOKEN | wc -c`, 'Belay is no shell'],
    [`${token}\necho $TOKEN | base64`, 'Belay is no shell'],
    [`${token}\necho $TOKEN > /tmp/token`, 'it writes or reads a file of your machine'],
    [`${token}\necho \${TOKEN:0:1}`, 'Belay is no shell'],
    [`${token}\ncurl -H "X-Key: $TOKEN" https://elsewhere.example.com/`, 'does not name the address'],
    [`NEW=$(openssl rand -hex 8 | head -1)\necho $NEW`, 'It needs a secret, which Belay hands on to nobody'],
  ] as const)
    await expect(run(line, answers), line).rejects.toThrow(why)
  for (const line of [get, `${token}\necho $TOKEN | grep h`, 'aws ssm get-parameter-history --name /key'])
    expect((await run(line, answers)).said, line).toMatch(/\[secret .*\]/)
})

const parameter =
  'aws ssm put-parameter --name /learnbot/db-password --type SecureString --overwrite --value "$NEW"'
const member =
  'aws secretsmanager update-secret --secret-id learnbot/jobs --secret-string "{\\"DB_PASSWORD\\":\\"$NEW\\"}"'

it('what is made is made by the rotation that needs it, once', async () => {
  const put = 'aws secretsmanager put-secret-value --secret-id learnbot/db --secret-string "$NEW"'
  const tell = 'aws rds modify-db-instance --db-instance-identifier learnbot-db --master-user-password "$NEW"'
  const made = 'NEW=$(openssl rand -base64 32)'
  const rotate = { is: 'change', commands: [{ name: 'secret rotate', options: { secret: 'db' } }] }
  expect((await run(made)).said).toContain('[secret NEW] is there for the steps below')
  expect((await run(`${made}\n${put}`)).outcome).toMatchObject(rotate)
  expect((await run(`${made}\n${tell}`)).outcome).toMatchObject(rotate)
  const both = 'Nothing is left to do: rotating db, which a step above asks for, does this, too'
  expect((await run(`${made}\n${put}\n${tell}`)).said).toContain(both)
  expect((await run(`${made}\n${tell}\n${put}`)).said).toContain(both)
  // Declined, it is asked for once more.
  expect((await run(`${made}\n${put}\n${put}`)).outcome).toMatchObject(rotate)
  const random = await run(
    put.replace('$NEW', '$(aws secretsmanager get-random-password --query RandomPassword)'),
  )
  expect(random.outcome).toMatchObject(rotate)
  expect((await run(`${made}\n${parameter}`)).outcome).toMatchObject(rotate)
  expect((await run(`${made}\n${parameter}\n${put}`)).said).toContain(both)
  const clerk = `psql -c "ALTER USER clerk WITH PASSWORD '$NEW'"`
  const rotates = { is: 'change', commands: [{ name: 'secret rotate', options: { secret: 'clerk' } }] }
  expect((await run(`${made}\n${clerk}`)).outcome).toMatchObject(rotates)
  expect((await run(`${made}\n${put}\n${member}`)).said).toContain(both)
  // Of another secret it would be another value.
  await expect(run(`${made}\n${put}\n${parameter.replace('db-password', 'token')}`)).rejects.toThrow(
    '[secret NEW] is made by rotating db, which a step above asks for, and /learnbot/token belongs to api',
  )
  expect((await run('openssl rand -hex 16')).said).not.toMatch(/[0-9a-f]{32}/)
  await expect(
    run(`${made}\ncurl -H "X-Key: $NEW" ${stats}`).then(async ({ asked }) =>
      [...asked[0]!.secrets!.values()][0]!(),
    ),
  ).rejects.toThrow('[secret NEW] is made where it is first used, and nothing has made it')
})

it('what is read is told where its system file says that it belongs, and nowhere else', async () => {
  const value =
    'NEW=$(aws secretsmanager get-secret-value --secret-id learnbot/db --query SecretString --output text)'
  const tells = (to: string) => ({
    is: 'change',
    commands: [{ name: 'secret tell', options: { secret: 'db', to } }],
  })
  const { outcome, said, kept } = await run(`${value}\n${parameter}`, held)
  expect(outcome).toMatchObject(tells('/learnbot/db-password'))
  expect(JSON.stringify([said, [...kept]])).not.toContain('hunter2')
  expect((await run(`${value}\n${member}`, held)).outcome).toMatchObject(tells('learnbot/jobs'))
  const own = 'aws secretsmanager put-secret-value --secret-id learnbot/db --secret-string "$NEW"'
  const clerk = `psql -c 'ALTER ROLE "clerk" PASSWORD '"'$NEW'"`
  expect((await run(`${value.replace('learnbot/db', 'clerk')}\n${clerk}`, held)).outcome).toMatchObject({
    commands: [{ name: 'secret tell', options: { secret: 'clerk', to: 'main' } }],
  })
  expect((await run(`${value}\n${own}`, held)).said).toContain('learnbot/db holds it already')

  const other = token.replace('TOKEN', 'NEW')
  const tell = 'aws rds modify-db-instance --db-instance-identifier learnbot-db --master-user-password "$NEW"'
  for (const call of [`db.changeUserPassword('clerk', '$NEW')`, `db.updateUser('clerk', { pwd: '$NEW' })`])
    expect(
      (await run(`${value.replace('learnbot/db', 'clerk')}\nmongosh --eval "${call}"`, held)).said,
    ).toContain('secret tell')
  for (const [line, why] of [
    [`${other}\n${parameter}`, '[secret api as NEW] does not belong there'],
    [`${other}\n${tell}`, '[secret api as NEW] does not belong there'],
    [`${other}\n${own}`, '[secret api as NEW] does not belong there'],
    [`${value.replace('learnbot/db', 'strange')}\n${parameter}`, 'that the system file names as a secret'],
    [`${value.replace(' --output text', ' --output text | jq -r .user')}\n${tell}`, 'names as a secret'],
    [`${value}\n${clerk}`, '[secret learnbot/db as NEW] does not belong there'],
    [`${value}\npsql -c "ALTER USER clerk PASSWORD 'x$NEW'"`, 'Belay has no operation for ALTER USER'],
    [`${value}\npsql -c "CREATE USER clerk PASSWORD '$NEW'"`, 'Belay has no operation for CREATE USER'],
    [
      `${value}\n${member.replace('DB_PASSWORD', 'PASSWORD')}`,
      'says `key: DB_PASSWORD`: correct one of them',
    ],
    [`${value}\n${parameter.replace('"$NEW"', '"postgres://app:$NEW@db/app"')}`, 'takes one there'],
    [`${value}\n${parameter.replace('SecureString', 'String')}`, 'for ssm:PutParameter that takes one there'],
    [
      `${value}\n${parameter} --description "$NEW"`,
      'Belay has no operation for ssm:PutParameter with --description',
    ],
    [`${value}\naws secretsmanager update-secret --secret-id api --description "$NEW"`, 'takes one there'],
    [
      `${value}\naws secretsmanager create-secret --name another --secret-string "$NEW"`,
      'makes no secret anew',
    ],
    [`${value}\naws secretsmanager tag-resource --secret-id api --tags Key=db,Value=$NEW`, 'takes one there'],
    [
      `${value}\naws elasticache modify-replication-group --replication-group-id r --auth-token $NEW`,
      'Belay has no operation for elasticache:ModifyReplicationGroup that takes one there',
    ],
    [
      `${value}\naws ecs run-task --cluster c --task-definition seed --overrides '{"containerOverrides":[{"name":"app","environment":[{"name":"DB","value":"'$NEW'"}]}]}'`,
      'a secret belongs under `secrets` of its task definition',
    ],
    [
      `${value}\nredis-cli KEYS 'db*' | xargs -I{} ${parameter.replace('/learnbot/db-password', '{}')}`,
      'it would give a secret to whatever is found',
    ],
  ] as const)
    await expect(run(line, held), line).rejects.toThrow(why)
})

it('what is read is told to the database that it is the password of', async () => {
  const tell = 'aws rds modify-db-instance --db-instance-identifier learnbot-db --master-user-password'
  const value =
    'aws secretsmanager get-secret-value --secret-id learnbot/db --query SecretString --output text'
  const told = { is: 'change', commands: [{ name: 'secret tell', options: { secret: 'db' } }] }
  expect((await run(`PASS=$(${value})\n${tell} "$PASS"`, held)).outcome).toMatchObject(told)
  const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:learnbot/db-AbCdEf'
  const { outcome, said, kept } = await run(
    `${tell} "$(${value.replace('learnbot/db', arn)})" --apply-immediately`,
    held,
  )
  expect(outcome).toMatchObject(told)
  expect(JSON.stringify([said, [...kept]])).not.toContain('hunter2')
})

it('what is called like a secret, and is written down, is kept nowhere', async () => {
  const { kept } = await run('NOTE="password=hunter2"\necho ok')
  expect([...kept]).toEqual([])
})

it('`date` and `echo` say what they would', async () => {
  const { said } = await run("echo now $(date -u +%F) of $(date -u -d '1 day ago' +%F)")
  expect(said).toContain('now 2026-11-26 of 2026-11-25')
  expect((await run('date -u +%H:%M')).said).toContain('04:00')
  expect((await run('openssl rand -hex 16')).said).not.toMatch(/[0-9a-f]{32}/)
})

it('what somebody fills in stays one value of a statement', async () => {
  const by = (user: string) =>
    run(`psql -c "SELECT * FROM bookings WHERE user_id = '<user-id>' LIMIT 5"`, {}, { 'user id': user })
  expect((await by('ana')).asked[0]!.input).toEqual({
    statement: "SELECT * FROM bookings WHERE user_id = 'ana' LIMIT 5",
  })
  expect((await by("O'Brien")).asked[0]!.input).toEqual({
    statement: "SELECT * FROM bookings WHERE user_id = 'O''Brien' LIMIT 5",
  })
  await expect(by("x\\' OR 1=1 --")).rejects.toThrow('cannot stand there')
  await expect(by("x'; DROP TABLE bookings; --")).rejects.toThrow('more than one statement that reads')
  const bare = (id: string) => run('psql -c "SELECT * FROM bookings WHERE id = <id>"', {}, { id })
  expect((await bare('7')).asked).toHaveLength(1)
  await expect(bare('7; DROP TABLE bookings')).rejects.toThrow('cannot stand there')
  await expect(bare('7 OR 1=1')).rejects.toThrow('cannot stand there')
  await expect(bare('7--')).rejects.toThrow('cannot stand there')
})

it('a blank that is left empty is not carried out, and is told with its place', async () => {
  await expect(run('aws ecs describe-tasks --cluster shop --tasks <task-arn>')).rejects.toThrow(
    'Something that this step needs is missing: open it again and fill it in. (shop.md:6:1)',
  )
})

it('a read goes to the region that it names; a change is not made in another than its environment is in', async () => {
  const { asked } = await run('aws ecs list-clusters --region eu-west-1')
  expect(asked).toHaveLength(1)
  const { outcome } = await run(
    'aws ecs update-service --cluster learnbot-production-cluster --service learnbot-production-api-gateway --desired-count 4 --region eu-west-1',
  )
  expect(outcome).toEqual({
    is: 'elsewhere',
    lacks: 'is in us-east-1, and the step names eu-west-1',
    environments: [],
  })
})

it('what is not of this environment is not carried out, and said where it may be', async () => {
  const { outcome, asked } = await run('redis-cli INFO')
  expect(outcome).toEqual({
    is: 'elsewhere',
    lacks: 'names no cache: `url` of one would',
    environments: ['staging'],
  })
  expect(asked).toEqual([])
})

it('each line of an answer is given to a read; what changes something is asked for one by one', async () => {
  const read = await run(
    "aws ecs list-clusters --query 'clusterArns' --output text | xargs -n1 aws ecs list-tasks --cluster",
    {
      'ecs:ListClusters': { json: { clusterArns: ['one', 'two'] } },
      'ecs:ListTasks': { json: { taskArns: ['arn'] } },
    },
  )
  expect(read.asked.map(({ input }) => input)).toEqual([{}, { cluster: 'one' }, { cluster: 'two' }])
  const service = 'aws ecs update-service --cluster learnbot --service'
  const { outcome, asked } = await run(
    `for name in learnbot-production-api-gateway learnbot-production-frontend; do ${service} $name --desired-count 3; done`,
  )
  expect(asked).toEqual([])
  expect(outcome).toMatchObject({
    is: 'change',
    commands: [
      { name: 'scale', options: { service: 'api-gateway', count: 3 } },
      { name: 'scale', options: { service: 'frontend', count: 3 } },
    ],
  })
})

it('an answer that is far too long, and far too many lines, are told and not worked through', async () => {
  await expect(
    run('curl https://api.learnbot.example.com/all | grep x', { http: { text: 'x\n'.repeat(50_000_000) } }),
  ).rejects.toThrow('It answered 100 million characters, and Belay reads up to 5: narrow what is asked for.')
  await expect(
    run('curl https://api.learnbot.example.com/all | xargs redis-cli GET', {
      http: { text: 'x\n'.repeat(60) },
    }),
  ).rejects.toThrow('That would be done for 60 lines')
})

it('a blank that says what it may be is a choice of that', async () => {
  const code = 'curl https://api.learnbot.example.com/<blue|green>/health'
  const { asked } = await run(code, {}, { 'blue|green': 'green' })
  expect(asked).toMatchObject([{ input: { url: 'https://api.learnbot.example.com/green/health' } }])
  await expect(run(code, {}, { 'blue|green': 'red' })).rejects.toThrow(
    'It is one of blue, green, and "red" is none of them.',
  )
})

const away = new UserError('There is no pod web.')

it('a loop goes on after what fails, and tells of it', async () => {
  const loop = 'for pod in api web db; do kubectl logs $pod && kubectl describe pod $pod; done'
  const { asked, outcome } = await run(loop, { web: away }, {}, clustered)
  expect(asked.map(({ operation, input }) => `${operation} ${(input.names as string[]).at(-1)}`)).toEqual([
    ...['logs api', 'describe api', 'logs web', 'logs db', 'describe db'],
  ])
  expect(outcome).toMatchObject({ is: 'read', reading: { output: expect.stringContaining(away.message) } })
  await expect(run(`set -e\n${loop.replace(/&&.*;/, ';')}`, { web: away }, {}, clustered)).rejects.toThrow(
    'There is no pod web. (shop.md:7:1)',
  )
})

it('what a failed command would have set is not what the one before has set', async () => {
  const { asked } = await run(
    'for pod in api web; do X=$(kubectl logs $pod); kubectl describe pod $X; done',
    { logs: { text: 'api-1' }, web: away },
    {},
    clustered,
  )
  expect(asked.map(({ operation }) => operation)).toEqual(['logs', 'describe', 'logs'])
})

it('what is done for each line of an answer goes on after what fails, and tells of it', async () => {
  const { asked, said } = await run(
    'kubectl get pods -o name | xargs -n 1 kubectl logs',
    { get: { text: 'api\nweb\ndb' }, web: away },
    {},
    clustered,
  )
  expect(asked.map(({ operation }) => operation)).toEqual(['get', 'logs', 'logs', 'logs'])
  expect(said).toContain('web: There is no pod web.')
})

it('a database is asked where the step says that it is, and no other', async () => {
  const { targets } = await run('psql -h db.example.com -d shop -c "SELECT 1"')
  expect(targets).toEqual([expect.objectContaining({ meant: { host: 'db.example.com', database: 'shop' } })])
  const own = await run('psql -h learnbot-db.abc.us-east-1.rds.amazonaws.com -c "SELECT 1"')
  expect(own.targets[0]).not.toHaveProperty('meant')
  const elsewhere = await run('redis-cli -h other INFO')
  expect(elsewhere.outcome).toMatchObject({
    is: 'elsewhere',
    lacks: 'names no cache at other: `url` of one would',
  })
})
