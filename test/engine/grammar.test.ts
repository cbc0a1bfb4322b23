import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commands } from '../../commands/index.ts'
import { NoCommandError, UserError } from '../../src/domain/errors.ts'
import { nearest } from '../../src/domain/nearest.ts'
import { fieldFaults, rawArguments, validated } from '../../src/engine/arguments.ts'
import { type Command, channelCommand } from '../../src/engine/command.ts'
import { parse } from '../../src/engine/grammar.ts'
import { quote, tokenize } from '../../src/engine/tokens.ts'

const say: Command = channelCommand({
  name: 'say',
  aliases: ['tell everybody'],
  summary: 'Says it',
  example: 'say --loud "hello there"',
  args: z.object({
    text: z.string().optional(),
    to: z.string().optional(),
    loud: z.boolean().default(false),
  }),
  rest: 'text',
  permission: 'anyone',
  run: async () => ({ to: 'nobody' }),
})
const move: Command = channelCommand({
  name: 'say again',
  summary: 'Says it once more',
  example: 'say again 2 later',
  args: z.object({ times: z.coerce.number().int().describe('how often'), when: z.enum(['now', 'later']) }),
  positional: ['times', 'when'],
  permission: 'anyone',
  run: async () => ({ to: 'nobody' }),
})
const small = [say, move]

function read(line: string, of: Command[] = commands, fields: Record<string, string> = {}) {
  const parsed = parse(line, of)
  return { name: parsed.command.name, ...rawArguments(parsed, fields) }
}

function fault(does: () => unknown): UserError {
  try {
    does()
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('there was no fault')
}

describe('what a phone types', () => {
  it.each([
    ['say hello there', { text: 'hello there' }],
    ['Say Hello', { text: 'Hello' }],
    ['  say   hello  ', { text: 'hello' }],
    ['/say hello', { text: 'hello' }],
    ['/belay say hello', { text: 'hello' }],
    ['tell everybody hello', { text: 'hello' }],
    ["say don't restart Ana's pod", { text: "don't restart Ana's pod" }],
    ['say don’t', { text: 'don’t' }],
    ['say "hello there"', { text: 'hello there' }],
    ['say “hello there”', { text: 'hello there' }],
    ['say „hallo du“', { text: 'hallo du' }],
    ['say "hello there”', { text: 'hello there' }],
    ["say 'hello there'", { text: 'hello there' }],
    ['say ‘hello there’', { text: 'hello there' }],
    ["say 'hello there’", { text: 'hello there' }],
    ["say 'don't restart Ana's pod'", { text: "don't restart Ana's pod" }],
    ['say \'the "api gateway" is back\'', { text: 'the "api gateway" is back' }],
    ["say hello --to 'ben and cara'", { text: 'hello', to: 'ben and cara' }],
    ["say hello --to='ben and cara'", { text: 'hello', to: 'ben and cara' }],
    ["say '--loud'", { text: '--loud' }],
    ["say 'cause it's back --loud", { text: "'cause it's back", loud: true }],
    ["say 'cause the users' data is back", { text: "'cause the users' data is back" }],
    ["say the pods' limit --to 'ben", { text: "the pods' limit", to: "'ben" }],
    ['say the "api gateway" is back', { text: 'the "api gateway" is back' }],
    ['say a 5" disk', { text: 'a 5" disk' }],
    ['say first\n\n  second', { text: 'first\n\n  second' }],
    ['say --to ben hello', { text: 'hello', to: 'ben' }],
    ['say hello --to ben', { text: 'hello', to: 'ben' }],
    ['say hello --to=ben there', { text: 'hello there', to: 'ben' }],
    ['say hello —to ben', { text: 'hello', to: 'ben' }],
    ['say hello –to=ben', { text: 'hello', to: 'ben' }],
    ['say hello ——to ben', { text: 'hello', to: 'ben' }],
    ['say hello --To "ben and cara"', { text: 'hello', to: 'ben and cara' }],
    ['say hello —to=“ben and cara”', { text: 'hello', to: 'ben and cara' }],
    ['say it is back — for now', { text: 'it is back — for now' }],
    ['say it is back —finally', { text: 'it is back —finally' }],
    ['say —said="so there"', { text: '—said="so there"' }],
    ['say back–and–forth', { text: 'back–and–forth' }],
    ['say --loud hello', { text: 'hello', loud: true }],
    ['say --loud=false hello', { text: 'hello', loud: false }],
    ['say -- --loud', { text: '--loud' }],
    ['say "--loud"', { text: '--loud' }],
    ['say ran kubectl get pods --namespace prod', { text: 'ran kubectl get pods --namespace prod' }],
    ['say curl --retry=3 it', { text: 'curl --retry=3 it' }],
    ['say see foo --help', { text: 'see foo --help' }],
    ['say "ECONNREFUSED 10.0.0.1: the pool', { text: '"ECONNREFUSED 10.0.0.1: the pool' }],
    ['say "not closed  --loud', { text: '"not closed', loud: true }],
    ['say "the first" is “not the second', { text: '"the first" is “not the second' }],
    ['say --to "--loud" hello', { to: '--loud', text: 'hello' }],
    ['say a &lt; b &amp;&amp; c', { text: 'a < b && c' }],
    ['say &amp;lt;', { text: '&lt;' }],
    ['say <@U1|ana> has it', { text: '@ana has it' }],
    ['say hi --to <@U1|ana>', { text: 'hi', to: 'U1' }],
    ['say hi --to=<@U1>', { text: 'hi', to: 'U1' }],
    ['say hi --to <#C1|ops>', { text: 'hi', to: 'C1' }],
    ['say hi --to <mailto:ana@x.org|ana@x.org>', { text: 'hi', to: 'ana@x.org' }],
    ['say hi --to <https://x.org/?a=1&amp;b=2|the board>', { text: 'hi', to: 'https://x.org/?a=1&b=2' }],
    ['say see <https://x.org/a|the board>', { text: 'see the board (https://x.org/a)' }],
    ['say see <https://x.org|x.org>', { text: 'see https://x.org' }],
    ['say <!subteam^S1|@oncall> look', { text: '@oncall look' }],
    ['say a <b> c', { text: 'a <b> c' }],
  ])('%s', (line, expected) => {
    expect(read(line, small)).toEqual({ name: 'say', ...expected })
  })

  it('takes the longest name, and arguments by position or by name', () => {
    expect(read('say again 2 later', small)).toEqual({ name: 'say again', times: '2', when: 'later' })
    expect(read('say again --times 2 later', small)).toEqual({ name: 'say again', times: '2', when: 'later' })
    expect(read('say agains', small)).toEqual({ name: 'say', text: 'agains' })
  })

  it.each([
    ['logs api --since 30 min timeout', { since: '30 min', words: 'api timeout' }],
    ['logs api --since 24h 500', { since: '24h', words: 'api 500' }],
    ['logs api --since "30" min', { since: '30', words: 'api min' }],
    ['db storage 100 GB --for 2 Hours', { storage: '100 GB', for: '2 Hours' }],
    ['lambda memory weather 2048 MB', { service: 'weather', memory: '2048 MB' }],
    [
      'lambda shift weather 8 --weight 10 percent',
      { service: 'weather', version: '8', weight: '10 percent' },
    ],
    ['scale backend to 3 tasks', { service: 'backend', count: '3 tasks' }],
    [
      'scale backend 3 --for 30 --reason "busy"',
      { service: 'backend', count: '3', for: '30', reason: 'busy' },
    ],
    ['logs retain backend 30 days', { service: 'backend', days: '30 days' }],
    ['db restore --to 2026-11-25 03:00 --as copy', { to: '2026-11-25 03:00', as: 'copy' }],
    ['db restore --to 2026-11-25 3:00 UTC', { to: '2026-11-25 3:00 UTC' }],
    ['db restore --to 30 min ago', { to: '30 min ago' }],
    ['db restore arbor-2026 --as copy', { snapshot: 'arbor-2026', as: 'copy' }],
    ['metrics backend Response Time --since 3 h', { of: 'backend', metric: 'Response Time', since: '3 h' }],
  ])('takes a number with its unit, and what else is one value, together: %s', (line, expected) => {
    expect(read(line)).toMatchObject(expected)
    expect(Object.keys(read(line))).toEqual(expect.arrayContaining(Object.keys(expected)))
  })

  it('lets what was filled in complete and override what was typed', () => {
    const fields = { when: 'now', times: '' }
    expect(read('say again 2 --when later', small, fields)).toEqual({
      name: 'say again',
      times: '2',
      when: 'now',
    })
  })
})

describe('what it says when it does not understand', () => {
  it.each([
    ['say again', small, 'say again needs how often. As in: say again 2 later'],
    ['say again two now', small, '"two" does not work here: expected a number'],
    ['say again 2 soon', small, '"soon" does not work here: expected now or later. As in: say again 2 later'],
    ['say again 2 now or never', small, 'say again takes nothing like "or never". As in: say again 2 later'],
    ['say hello --to', small, '--to wants a value after it, as in: say --loud "hello there"'],
    ['say --to --loud', small, '--to wants a value after it'],
    ['say hello --lout', small, 'say has no option --lout: did you mean --loud?'],
    ['say hello -loud', small, 'say has no option -loud: did you mean --loud? If not, put it in double'],
    ['say hello —lout', small, 'say has no option --lout: did you mean --loud? If not, put it in double'],
    ['say hello --lou', small, 'say has no option --lou: did you mean --loud? If not, put it in double'],
    ['declare slow --sev P1', commands, 'incident declare has no option --sev: did you mean --severity?'],
    ['say again --force', small, 'say again has no option --force: it has --times, --when.'],
    ['say again "2', small, 'The quote that begins with "2 is not closed'],
    ['say hi --to "ben', small, 'The quote that begins with "ben is not closed'],
    ['say hi --to="ben', small, 'The quote that begins with "ben is not closed'],
    ['incident severity P9', commands, '"P9" does not work here: expected P1, P2, P3 or P4'],
    ['incident snooze soon', commands, '"soon" does not work here: expected a duration: 90s, 15m, 4h'],
    ['incident escalate high', commands, '"high" does not work here: expected the number of a level'],
  ])('%s', (line, of, sentence) => {
    const parsed = () => parse(line, of)
    const error = fault(() => validated(parsed().command, rawArguments(parsed(), {})))
    expect(error.message).toContain(sentence)
  })

  it.each([
    ['close INC-42 it was a drill', 'incident resolve'],
    ['assign @ben', 'incident lead'],
    ['Who is on call?', 'oncall'],
    ['who is on call', 'oncall'],
    ['?', 'help'],
  ])('"%s" is understood, though it is called otherwise', (line, name) => {
    expect(read(line).name).toBe(name)
  })

  it('offers the command that was meant, with the rest of the line', () => {
    const error = fault(() => parse('incident akc INC-42', commands))
    expect(error.message).toBe(
      'There is no command "incident akc". Did you mean incident ack, as in: incident ack INC-42',
    )
    expect(error.offer).toEqual([{ label: 'incident ack', command: 'incident ack INC-42' }])
    expect(fault(() => parse('queries postgres', commands)).offer).toEqual([
      { label: 'db queries', command: 'db queries postgres' },
    ])
    expect(fault(() => parse('resovle', commands)).offer).toEqual([
      { label: 'incident resolve', command: 'incident resolve' },
    ])
  })

  it('offers the command that begins like that before one that only looks like it', () => {
    expect(fault(() => parse('incident stop INC-42', commands)).offer).toEqual([
      { label: 'incident stop-reminders', command: 'incident stop-reminders INC-42' },
    ])
    expect(read('note help is on its way')).toEqual({ name: 'incident note', text: 'help is on its way' })
  })

  it.each([
    ['bluegreen backend switch', 'bluegreen switch', 'bluegreen switch backend'],
    ['db postgres snapshot --dry-run', 'db snapshot', 'db snapshot postgres --dry-run'],
    ['cache redis clear "plan:*"', 'cache clear', 'cache clear redis "plan:*"'],
    ['secret openweathermap-key put k3y', 'secret put', 'secret put'],
  ])('offers for "%s" what it was meant to be, and runs nothing', (line, label, command) => {
    const error = fault(() => parse(line, commands))
    expect(error.message).toBe(`Did you mean ${label}?`)
    expect(error.offer).toEqual([{ label, command }])
  })

  it.each([
    ['kubectl get pods', '"kubectl get pods" is pods here', 'pods'],
    [
      'kubectl rollout undo deployment/backend',
      '"kubectl rollout undo" is rollback here',
      'rollback deployment/backend',
    ],
    ['kubectl logs -f deployment/backend', '"kubectl logs" is logs here', 'logs'],
    ['docker-compose restart backend', '"docker-compose restart" is restart here', 'restart backend'],
    ['mongo stats', '"mongo stats" is mongo info here', 'mongo info'],
    ['Certificate', '"certificate" is health here', 'health'],
  ])('offers for "%s" what does that here', (line, sentence, command) => {
    const error = fault(() => parse(line, commands))
    expect(error.message).toContain(sentence)
    expect(error.offer).toEqual([{ label: expect.any(String), command }])
  })

  it('knows no command by words that are a command, or another one', () => {
    const known = commands.flatMap(({ knownAs = [] }) => knownAs)
    expect(known.filter((words, i) => known.indexOf(words) !== i)).toEqual([])
    const heard = known.filter(words => {
      try {
        return parse(words, commands).command.name !== 'help'
      } catch (error) {
        return !(error instanceof NoCommandError)
      }
    })
    expect(heard).toEqual([])
  })

  it('shows what begins with a word where what comes behind it is nothing there', () => {
    const error = fault(() => parse('mongo banana', commands))
    expect(error.message).toContain(
      'There is no command "mongo banana": there are mongo info, operations, indexes, explain.',
    )
    expect(error.offer.map(({ command }) => command)).toContain('mongo operations')
  })

  it('offers the help when nothing is near', () => {
    const error = fault(() => parse('make me a sandwich', commands))
    expect(error.message).toContain('There is no command "make me"')
    expect(error.offer).toEqual([{ label: 'Show what Belay can do', command: 'help' }])
  })

  it('does not read what is far longer than a command', () => {
    const error = fault(() => parse(`say ${'word '.repeat(800)}`, small))
    expect(error.message).toBe(
      'A command has 4,000 characters at most, and this has more. Post the long text as a message of its own, and say the short of it here.',
    )
    expect(error.offer).toEqual([{ label: 'Show what Belay can do', command: 'help' }])
    const text = 'word '.repeat(799).trim()
    expect(read(`say ${text}`, small)).toEqual({ name: 'say', text })
  })

  it.each([
    ['', ''],
    ['help', ''],
    ['incident', 'incident'],
    ['incident help', 'incident'],
    ['help incident', 'incident'],
    ['incident ack --help', 'incident ack'],
    ['incident resolve --help', 'incident resolve'],
    ['incident resolve INC-42 --help', 'incident resolve'],
    ['incident resolve help', 'incident resolve'],
    ['incident resolve INC–42 ?', 'incident resolve'],
    ['incident resolve?', 'incident resolve'],
    ['incident declare -h', 'incident declare'],
    ['deploy help', 'deploy'],
    ['rollback api-gateway --help', 'rollback'],
  ])('"%s" asks for help', (line, topic) => {
    expect(read(line)).toEqual({ name: 'help', ...(topic && { topic }) })
  })
})

describe('the faults of a modal', () => {
  const { command } = parse('incident declare', commands)

  it('are told by field', () => {
    expect(fieldFaults(command, { title: 'slow', severity: 'P9' })).toEqual({
      severity: 'Expected P1, P2, P3 or P4.',
    })
    expect(fieldFaults(parse('say again', small).command, { times: ' ', when: 'now' })).toEqual({
      times: 'Only spaces are in it: write some words.',
    })
  })

  it('are none when all is well, whatever else is filled in', () => {
    expect(
      fieldFaults(command, { title: 'slow', severity: 'P1', constructor: 'x', nonsense: '' }),
    ).toBeUndefined()
  })
})

describe('any line at all', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'incident',
      'ack',
      'declare',
      'note',
      '--severity',
      '—service',
      '--',
      '"',
      '“',
      '”',
      '\\',
      '=',
    ),
    fc.constantFrom(
      '<@U1|ana>',
      '<https://x|y z>',
      '<',
      '>',
      '&lt;',
      '&amp;',
      "'",
      '\n',
      '__proto__',
      'P1',
      '-',
    ),
    fc.string({ unit: 'grapheme' }),
  )
  const line = fc.tuple(fc.array(piece), fc.constantFrom('', ' ')).map(([parts, gap]) => parts.join(gap))

  it('is understood or refused in a sentence', () => {
    fc.assert(
      fc.property(line, typed => {
        try {
          const parsed = parse(typed, commands)
          validated(parsed.command, rawArguments(parsed, {}))
        } catch (error) {
          expect(error).toBeInstanceOf(UserError)
          expect((error as UserError).message.length).toBeLessThan(500)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('comes through quotes as it was', () => {
    const text = fc.oneof(line, fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(text, text, (said, to) => {
        fc.pre(said.trim() !== '')
        expect(read(`say --to=${quote(to)} ${quote(said)}`, small)).toEqual({ name: 'say', text: said, to })
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['open brackets', '<', 1],
    ['quotes that nothing closes', ' "a', 30_000],
    ['quotes that are closed otherwise than they were opened', ' "a”', 30_000],
    ['such quotes the other way round', ' “a"', 30_000],
    ['single quotes that nothing closes', " 'a", 30_000],
  ])('of %s is read through once, however long it is', (_, piece, words) => {
    expect(tokenize(piece.repeat(30_000))).toHaveLength(words)
  })
})

it('guesses what was meant, and does not guess wildly', () => {
  expect(nearest('api-gatway', ['frontend', 'api-gateway'])).toBe('api-gateway')
  expect(nearest('akc', ['ack', 'resolve'])).toBe('ack')
  expect(nearest('sandwich', ['ack', 'resolve'])).toBeUndefined()
})
