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
    ['card 4111 1111 1111 1111 declined', 'card [card number] declined'],
    ['{"pan":"5555555555554444"}', '{"pan":"[card number]"}'],
    ['amex 378282246310005', 'amex [card number]'],
    ['mail to ana.b+shop@example.co.uk bounced', 'mail to [e-mail] bounced'],
    ['xoxb-1234567890-abcdefghij and ghp_abcdefghijklmnopqrstuvwxyz0123456789', '[token] and [token]'],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nab\n-----END RSA PRIVATE KEY-----\nnext',
      '[private key]\nnext',
    ],
  ])('%s', (text, shown) => {
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
    'at Object.<anonymous> (/app/src/token.ts:12:5)',
    '@belay and user@host',
  ])('%s', text => {
    expect(mask(text)).toBe(text)
  })
})

describe('a text that was made to take long', () => {
  const million = 1_000_000
  it.each([
    'eyJ-',
    'eyJaaaaaaaa.',
    '://a:',
    'a@',
    'a.',
    'password',
    'password="',
    'secret-secret_',
    '4 ',
    '41',
    'Bearer ',
    '-----BEGIN PRIVATE KEY-----',
    'authorization:',
    'xoxb-',
    '\\',
    "='",
  ])('takes no longer: %j', part => {
    expect(mask(part.repeat(million / part.length)).length).toBeGreaterThan(0)
  })
})
