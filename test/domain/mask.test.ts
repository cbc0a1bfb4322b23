import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mask } from '../../src/domain/mask.ts'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'

describe('what lets somebody in is not shown:', () => {
  it.each([
    [`user has ${jwt} now`, 'user has [token] now'],
    ['Authorization: Bearer abc123.def-456', 'Authorization: [secret]'],
    ['sent with bearer 9f8e7d6c5b4a', 'sent with bearer [token]'],
    ['{"authorization":"Basic YW5hOnNlY3JldA=="}', '{"authorization":"[secret]"}'],
    ['Set-Cookie: session=abc; Path=/; HttpOnly', 'Set-Cookie: [secret]'],
    ['key AKIAIOSFODNN7EXAMPLE was used', 'key [AWS key] was used'],
    ['aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'aws_secret_access_key = [secret]'],
    [
      'connecting to postgres://ana:hunter2@db.internal:5432/shop',
      'connecting to postgres://[credentials]@db.internal:5432/shop',
    ],
    ['REDIS_URL=rediss://:p/a@ss@cache:6379/0', 'REDIS_URL=rediss://[credentials]@cache:6379/0'],
    ['password=hunter2, retrying', 'password=[secret], retrying'],
    ['{"db_password":"pa\\"ss, word","user":"ana"}', '{"db_password":"[secret]","user":"ana"}'],
    [
      '{"body":"{\\"password\\":\\"hunter2\\",\\"a\\":1}"}',
      '{"body":"{\\"password\\":\\"[secret]\\",\\"a\\":1}"}',
    ],
    ["{'apiKey': 'k-123 456'}", "{'apiKey': '[secret]'}"],
    ['client_secret => s3cr3t;', 'client_secret => [secret];'],
    ['GET /cb?access_token=abcdef&state=1', 'GET /cb?access_token=[secret]&state=1'],
    ['passwd: hunter2', 'passwd: [secret]'],
    ['secretsmanager: hunter2', 'secretsmanager: [secret]'],
    [
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf secret:hunter2',
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf secret:[secret]',
    ],
    ['secretsmanager:GetSecretValue=hunter2', 'secretsmanager:[secret]'],
    ['secretsmanager:PutResourcePolicy:hunter2', 'secretsmanager:[secret]'],
    ['secretsmanager:Puthunter2', 'secretsmanager:[secret]'],
    ['{"secretsmanager":"GetSecretValue"}', '{"secretsmanager":"[secret]"}'],
    ['arn:aws:secretsmanager:eu-west-1:123456789012:hunter2', 'arn:aws:secretsmanager:[secret]'],
    ['card 4111 1111 1111 1111 declined', 'card [card number] declined'],
    ['{"pan":"5555555555554444"}', '{"pan":"[card number]"}'],
    ['amex 378282246310005', 'amex [card number]'],
    ['mail to ana.b+shop@example.co.uk bounced', 'mail to [e-mail] bounced'],
    ['xoxb-1234567890-abcdefghij and ghp_abcdefghijklmnopqrstuvwxyz0123456789', '[token] and [token]'],
    [
      '[{"name":"DB_PASSWORD","value":"hunter2"},{"name":"LEVEL","value":"info"}]',
      '[{"name":"DB_PASSWORD","value":"[secret]"},{"name":"LEVEL","value":"info"}]',
    ],
    ['- name: DB_PASSWORD\n  value: hunter2\n- name: A', '- name: DB_PASSWORD\n  value: [secret]\n- name: A'],
    ["ALTER USER ana WITH PASSWORD 'hun''ter2' VALID", "ALTER USER ana WITH PASSWORD '[secret]' VALID"],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nab\n-----END RSA PRIVATE KEY-----\nnext',
      '[private key]\nnext',
    ],
  ])('%s', (text, shown) => {
    expect(mask(text)).toBe(shown)
  })
})

describe('however it is written:', () => {
  it.each([
    ['coloured', 'login \x1b[36mpassword\x1b[0m=\x1b[35mhunter2\x1b[0m ok', 'login password=[secret] ok'],
    ['coloured, with a quote', '\x1b[35mdb_password\x1b[39m: "hunter2"', 'db_password: "[secret]"'],
    ['coloured, in JSON', String.raw`{"msg":"\u001b[36mtoken\u001b[0m=hunter2"}`, '{"msg":"token=[secret]"}'],
    ['bytes in Python', "{'password': b'hunter2', 'a': 1}", "{'password': b'[secret]', 'a': 1}"],
    ['headers in Python', "{b'Authorization': b'Token hunter2'}", "{b'Authorization': b'[secret]'}"],
    ['a list', '{"password":["hunter2","b"],"a":1}', '{"password":[secret],"a":1}'],
    [
      'a list of headers',
      '{"authorization":["Token hunter2","Bearer x-1"],"a":1}',
      '{"authorization":[secret],"a":1}',
    ],
    [
      'headers as Node lists them',
      "[ 'Authorization', 'Token hunter2', 'X-Api-Key', 'hunter2', 'Host', 'db' ]",
      "[ 'Authorization', '[secret]', 'X-Api-Key', '[secret]', 'Host', 'db' ]",
    ],
    ['in an address', 'body=user%3Dana%26password%3Dhunter2', 'body=user%3Dana%26password%3D[secret]'],
    [
      'quotes by their number',
      String.raw`{\u0022password\u0022:\u0022hunter 2\u0022,\u0022a\u0022:1}`,
      String.raw`{\u0022password\u0022:\u0022[secret]\u0022,\u0022a\u0022:1}`,
    ],
    ['XML', '<db:Password a="1">hunter2</db:Password>', '<db:Password a="1">[secret]</db:Password>'],
    ['XML in XML', '&lt;password&gt;hunter2&lt;/password&gt;', '&lt;password&gt;[secret]&lt;/password&gt;'],
    ['typed', 'psql --password hunter2 -h db', 'psql --password [secret] -h db'],
    ['typed, as a list', '["psql","--password","hunter2","-h"]', '["psql","--password","[secret]","-h"]'],
    ['of curl', 'curl -su a -u ana:hunter2 https://x', 'curl -su a -u ana:[secret] https://x'],
    ['with a letter that is not seen', 'pass\u200Bword=hunter2', 'password=[secret]'],
    ['with a joiner', 'pass\u200Cword=hunter2', 'password=[secret]'],
    [
      'an address to post to',
      'to https://hooks.slack.com/services/T00000000/B00000000/abcdefghijklm failed',
      'to https://hooks.slack.com/[webhook] failed',
    ],
  ])('%s', (_, text, shown) => {
    expect(mask(text)).toBe(shown)
  })
})

describe('what nobody can do harm with stays:', () => {
  it.each([
    'request_id=7d9f2c1a-33b4-4c1e-9a51-2f0b7c6d8e90 took 2041 ms',
    '{"level":"info","time":1795227000123,"duration":41,"status":200}',
    'order 4111111111111112 shipped',
    'trace 1795227000123456',
    'https://api.example.com:8443/v1/health?from=now-1h',
    'total_tokens: 1500',
    'Bearer authentication failed',
    'token expired, password wrong',
    '{"password":null,"token":""}',
    'GET /secrets/list 200',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-password-AbCdEf',
    '{"ARN":"arn:aws-cn:secretsmanager:cn-north-1:*:secret:shop-??????","Name":"shop"}',
    'Belay may not secretsmanager:GetSecretValue. The policy has secretsmanager:Describe*, secretsmanager:* and:',
    '{"Action":["secretsmanager:ListSecretVersionIds","secretsmanager:UpdateSecretVersionStage"]}',
    '{\\"Action\\":\\"secretsmanager:BatchGetSecretValue\\",\\"Resource\\":\\"arn:aws:secretsmanager:*:*:secret:*\\"}',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret is where each begins, or arn:aws:secretsmanager:::secret:shop',
    'at Object.<anonymous> (/app/src/token.ts:12:5)',
    '@belay and user@host',
    'docker run -u 1000:1000 app',
    '{"password":[],"secrets":null}',
    '{"name":"DB_PASSWORD","valueFrom":"/shop/db"}',
    '{"ping": "PONG", "pinned": "yes"}',
    '<title>passwords</title>',
    'می\u200Cخواهم 👩\u200D💻\tnew\r\nline',
  ])('%s', text => {
    expect(mask(text)).toBe(text)
  })
})

it('the policy that Belay asks for stays as it stands', () => {
  const policy = readFileSync('docs/aws-policy.json', 'utf8')
  expect(mask(policy)).toBe(policy)
})

describe('a text that was made to take long', () => {
  const long = 200_000
  it.each([
    'eyJ-',
    'eyJaaaaaaaa.',
    '://a:',
    'a@',
    'a.',
    'password',
    'password="',
    'secret-secret_',
    'secretsmanager:a:1:secret:',
    'secretsmanager:GetSecretsSecret',
    '4 ',
    '41',
    'Bearer ',
    '-----BEGIN PRIVATE KEY-----',
    'authorization:',
    'xoxb-',
    '\\',
    "='",
    'token=[',
    'token=\\u0022',
    'password%3D',
    'name:password',
    'name=token ',
    "password '",
    '<token ',
    '&lt;token&gt;',
    '--token ',
    "'-token",
    '-u a:',
    'hooks.slack.com',
    '\x1b[',
    '\u200C',
  ])('takes no longer: %j', part => {
    expect(mask(part.repeat(long / part.length)).length).toBeGreaterThan(0)
  })
})
