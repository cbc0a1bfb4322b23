import { describe, expect, it } from 'vitest'
import { shown } from '../../src/runbook/text.ts'
import { commandsIn, fence, inWords, read, verdict, verdicts, wordsOf } from './reading.ts'

const words = (code: string, language?: string) => commandsIn(read(fence(code, language))).map(wordsOf)

describe('manners of writing that other teams have', () => {
  it('what only says how a command is run is not what is run', async () => {
    for (const code of [
      'sudo docker ps',
      'sudo -u deploy -E docker ps',
      'time docker ps',
      'timeout -k 5 30 docker ps',
      'env DOCKER_HOST=x docker ps',
      'sudo env A=b timeout 5 docker ps',
      'bash -c "docker ps"',
      "sudo sh -lc 'docker ps'",
    ])
      expect([code, words(code)]).toEqual([code, [['docker', 'ps']]])
    expect(inWords(await verdict('sudo rm -rf /'))).toBe('by hand, destructive: it deletes files')
    expect(inWords(await verdict('sudo systemctl restart api'))).toContain('it is done on a machine')
    expect(inWords(await verdict('sudo -i'))).toContain('it is done on a machine')
    expect(inWords(await verdict('bash -c "docker ps; rm -rf /"'))).toContain('Belay knows no command bash')
    expect(inWords(await verdict('bash -c "$CMD"'))).toContain('Belay knows no command bash')
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
