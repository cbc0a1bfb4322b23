import { describe, expect, it } from 'vitest'
import { judge } from '../../src/runbook/judge.ts'
import { knownOf } from '../../src/runbook/known.ts'
import { shown } from '../../src/runbook/text.ts'
import { commandsIn, fence, inWords, read, shapes, verdict, verdicts, wordsOf } from './reading.ts'

const words = (code: string, language?: string) => commandsIn(read(fence(code, language))).map(wordsOf)

describe('manners of writing that other teams have', () => {
  it('what only says how a command is run is not what is run', async () => {
    for (const code of [
      'sudo docker ps',
      'sudo -u deploy -E docker ps',
      'time docker ps',
      'timeout -k 5 30 docker ps',
      'env LANG=C docker ps',
      'sudo env A=b timeout 5 docker ps',
      'bash -c "docker ps"',
      "sudo sh -lc 'docker ps'",
      "watch -n 5 -d 'docker ps'",
    ])
      expect([code, words(code)]).toEqual([code, [['docker', 'ps']]])
    expect(inWords(await verdict('sudo rm -rf /'))).toBe('by hand, destructive: it deletes files')
    expect(inWords(await verdict('sudo systemctl restart api'))).toContain('it is done on a machine')
    expect(inWords(await verdict('sudo -i'))).toContain('it is done on a machine')
    expect((await verdicts('bash -c "docker ps; rm -rf /"')).map(inWords)).toEqual([
      'runs docker ps, read',
      'by hand, destructive: it deletes files',
    ])
    expect(inWords(await verdict('bash -c "$CMD"'))).toContain('it is a script of its own')
  })

  it('a here-document is what a client is told, each statement by itself', async () => {
    const sql =
      "psql -h db shop <<'SQL'\nSELECT count(*)\nFROM users; -- all\nDELETE FROM users WHERE id = <id>;\nSQL\ndocker ps"
    expect(words(sql)).toEqual([
      ['psql', '-h', 'db', 'shop', '-c', 'SELECT count(*)\nFROM users'],
      ['psql', '-h', 'db', 'shop', '-c', 'DELETE FROM users WHERE id = <id>'],
      ['docker', 'ps'],
    ])
    const [first, second] = await verdicts(sql)
    expect(inWords(first!)).toBe('runs postgres sql, read')
    expect(inWords(second!)).toContain('by hand, destructive')
    expect(words('psql <<< "SELECT 1"')).toEqual([['psql', '-c', 'SELECT 1']])
    expect(words("TABLE=users\npsql <<SQL\nSELECT * FROM $TABLE WHERE name = '<name>';\nSQL").at(-1)).toEqual(
      ['psql', '-c', "SELECT * FROM users WHERE name = '<name>'"],
    )
    expect(words('mongosh shop <<EOF\ndb.stats()\n// and\ndb.users.countDocuments()\nEOF')).toEqual([
      ['mongosh', 'shop', '--eval', 'db.stats()'],
      ['mongosh', 'shop', '--eval', 'db.users.countDocuments()'],
    ])
    expect(words('redis-cli -h cache <<EOF\nPING\nEOF')).toEqual([['redis-cli', '-h', 'cache', 'PING']])
    const [other] = await verdicts('cat <<EOF | kubectl apply -f -\na: b\nEOF')
    expect(inWords(other!)).toContain('by hand')
    expect(inWords(await verdict('psql -f x.sql <<EOF\nSELECT 1;\nEOF'))).toContain('by hand')
  })

  it('a prompt before commands is none of theirs, whatever the fence is called', () => {
    const session = '# Look\n$ docker ps\nNAME  IMAGE\n$ docker stats \\\n  --no-stream\n'
    for (const language of ['bash', 'sh', ''])
      expect(words(session, language)).toEqual([
        ['docker', 'ps'],
        ['docker', 'stats', '--no-stream'],
      ])
    const [step] = commandsIn(read(fence(session)))
    expect([step!.title, step!.place.line, step!.place.column]).toEqual(['Look', 7, 3])
  })

  it('prompts of other shells and of other machines are none of the commands, and what was answered is none', () => {
    for (const prompt of ['%', 'ana@db-01:~$', '[ana@db-01 ~]$', 'root@db-01:/etc#'])
      expect(words(`${prompt} docker ps\nNAME (1)\n${prompt} docker stats`)).toEqual([
        ['docker', 'ps'],
        ['docker', 'stats'],
      ])
    const [first] = commandsIn(read(fence('#!/bin/bash\nset -euo pipefail\n# Look\ndocker ps')))
    expect([first!.title, wordsOf(first!)]).toEqual(['Look', ['docker', 'ps']])
    for (const language of ['ksh', 'terminal', 'shellsession'])
      expect(words('$ docker ps', language)).toEqual([['docker', 'ps']])
    expect(words('sudo docker ps', '')).toEqual([['docker', 'ps']])
  })

  it('lines that end as on Windows go on as on any other machine', async () => {
    const [step] = commandsIn(
      read(fence('docker logs \\\n  --tail=5 \\\n  web\ndocker ps').replaceAll('\n', '\r\n')),
    )
    expect(wordsOf(step!)).toEqual(['docker', 'logs', '--tail=5', 'web'])
    expect([step!.place.line, step!.place.column]).toEqual([6, 1])
  })

  it('fences within the blocks of other tools are read where they stand; what such tools are told is none of it', () => {
    const text = `---\ntitle: Shop\ntags:\n  - a\n---\n\nShop\n====\n\n!!! warning\n    Look first:\n\n    \`\`\`bash\n    docker ps\n    \`\`\`\n\n=== "Linux"\n\n    ~~~sh\n    docker stats\n    ~~~\n`
    const runbook = read(text)
    expect([runbook.title, runbook.troubles]).toEqual(['Shop', []])
    expect(commandsIn(runbook).map(step => [wordsOf(step)[1], step.place.line, step.place.column])).toEqual([
      ['ps', 14, 5],
      ['stats', 20, 5],
    ])
    expect(read('---\n\n## Do\n\n---\n').procedures).toEqual([])
  })

  it('commands of psql itself end with their line', async () => {
    expect(words('\\d+ orders\nSELECT 1;\n\\x\n-- Two\nSELECT 2', 'psql').map(([, , said]) => said)).toEqual([
      '\\d+ orders',
      'SELECT 1',
      '\\x',
      'SELECT 2',
    ])
    expect(words("SELECT 'a\\b;c', E'\\n';", 'sql')).toEqual([['psql', '-c', "SELECT 'a\\b;c', E'\\n'"]])
  })

  it('what is told to a database that Belay does not ask is by hand for that, with what it would do', async () => {
    const none = 'Belay asks PostgreSQL, MongoDB and Redis, and no other database'
    expect(inWords(await verdict('mysql -h db -p"$PW" -e "SHOW PROCESSLIST"'))).toBe(`by hand, read: ${none}`)
    expect(inWords(await verdict('mysql --execute="DELETE FROM a"'))).toBe(`by hand, destructive: ${none}`)
    expect(inWords(await verdict('mysqladmin status'))).toBe(`by hand, change: ${none}`)
    const shows = read(
      fence('SHOW ENGINE INNODB STATUS\\G\nSHOW FULL PROCESSLIST;\nSELECT 1;\nKILL 42', 'sql'),
    )
    const known = await knownOf([shows], shapes)
    expect(commandsIn(shows).map(step => [step.text, inWords(judge(step, known))])).toEqual([
      ['SHOW ENGINE INNODB STATUS\\G', `by hand, read: ${none}`],
      ['SHOW FULL PROCESSLIST', `by hand, read: ${none}`],
      ['SELECT 1', `by hand, read: ${none}`],
      ['KILL 42', `by hand, change: ${none}`],
    ])
    for (const one of ['SELECT * FROM `orders`', 'SHOW PROCESSLIST', 'SHOW VARIABLES LIKE "max%"'])
      expect(inWords(await verdict(`psql -c '${one}'`))).toBe(
        'by hand, read: it is MySQL, and psql asks PostgreSQL',
      )
    for (const one of ['SHOW work_mem', "SELECT 'x', a @@ b FROM c", 'SHOW ALL', 'SHOW TIME ZONE'])
      expect(inWords(await verdict(`psql -c "${one}"`))).toBe('runs postgres sql, read')
    expect(inWords(await verdict('psql -c "SELECT 1 \\gexec"'))).toContain('a command of psql itself')
    expect(inWords(await verdict('mysql -h db shop'))).toContain('it opens a session')
    expect(inWords(await verdict('mysql shop <<EOF\nSELECT 1;\nEOF'))).toBe(
      'by hand, change: what is told below it is read for psql, mongosh and redis-cli alone',
    )
  })

  it('a scan of keys is a look for them, and one key that is deleted is cleared', async () => {
    const scan = await verdict("redis-cli -h cache -n 0 --scan --pattern 'cart:*' | head")
    expect(inWords(scan)).toBe('runs redis KEYS, read')
    expect(scan).toMatchObject({ actions: [{ input: { args: { list: [['cart:*']] } } }] })
    expect(inWords(await verdict('redis-cli DEL plan:7'))).toBe('runs belay cache clear, change')
    expect(await verdict('redis-cli -n 2 INFO')).toMatchObject({
      actions: [{ operation: 'INFO', on: { cache: { map: { database: ['2'] } } } }],
    })
    expect(inWords(await verdict('redis-cli DEL plan:$ID'))).toBe('asks belay cache clear, change: id')
    for (const key of ["'plan:*'", 'plan:1 plan:2'])
      expect(inWords(await verdict(`redis-cli DEL ${key}`))).toContain('Belay has no operation for DEL')
  })

  it('the region that is set around a command is the one that it is told', async () => {
    const regionIn = async (code: string) => {
      const found = await verdict(code)
      const region = found.class === 'byHand' ? undefined : found.actions[0]!.on?.region
      return region && shown(region as string[])
    }
    const list = 'aws ecs list-clusters'
    expect(await regionIn(`AWS_REGION=eu-west-1 ${list}`)).toBe('eu-west-1')
    expect(await regionIn(`env AWS_DEFAULT_REGION=eu-west-1 ${list}`)).toBe('eu-west-1')
    expect(await regionIn(`export AWS_REGION=eu-west-1\n${list}`)).toBe('eu-west-1')
    expect(await regionIn(`export AWS_REGION=eu-west-1\n${list} --region us-west-2`)).toBe('us-west-2')
    expect(await regionIn(`env AWS_REGION=$REGION ${list}`)).toBe('<region>')
    expect(await regionIn(list)).toBeUndefined()
    const scale = 'aws ecs update-service --cluster c --service s --desired-count 3'
    expect(await regionIn(`AWS_REGION=eu-west-1 ${scale}`)).toBe('eu-west-1')
    const run = 'aws ecs execute-command --cluster c --task t --interactive --command'
    expect(await regionIn(`AWS_REGION=eu-west-1 ${run} "npm run migrate"`)).toBe('eu-west-1')
  })

  it('what needs a secret that nobody may type is by hand; what a secret is called is asked for', async () => {
    const hosts = ['api.shop.example.com']
    const address = 'https://api.shop.example.com/x'
    expect(inWords(await verdict(`curl -H "Authorization: Bearer <api-token>" ${address}`, hosts))).toBe(
      'by hand, read: it needs a secret (api token), and none is typed into Slack',
    )
    expect(inWords(await verdict(`curl -u admin:$PASSWORD ${address}`, hosts))).toContain(
      'it needs a secret (password)',
    )
    expect(inWords(await verdict('aws secretsmanager describe-secret --secret-id <secret-name>'))).toBe(
      'asks aws secretsmanager:DescribeSecret, read: secret name',
    )
    expect(inWords(await verdict('aws secretsmanager describe-secret'))).toBe(
      'asks aws secretsmanager:DescribeSecret, read: secret id',
    )
    expect(inWords(await verdict('mongosh "mongodb://app:$DB_PASSWORD@db/shop" --eval "db.stats()"'))).toBe(
      'runs mongo expression, read',
    )
    expect(inWords(await verdict("ssh ana@bastion 'uptime'"))).toContain('Belay goes to none by ssh')
  })
})
