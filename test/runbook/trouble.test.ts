import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Known } from '../../src/runbook/families/family.ts'
import { judge } from '../../src/runbook/judge.ts'
import { knownOf } from '../../src/runbook/known.ts'
import { report, rowsOf } from '../../src/runbook/report.ts'
import { commandsIn, fence, inWords, read, shapes, stepsIn, told, verdicts, wordsOf } from './reading.ts'

const five = ['arbor-energy', 'flight-schedule-pro', 'learnbot', 'travelbot', 'travellr'].map(name =>
  readFileSync(`systems/${name}.md`, 'utf8'),
)

describe('what is wrong is told by its place', () => {
  it('a fence that is never closed takes all that follows', () => {
    const { troubles } = read('# Shop\n\n## Do\n\n1. Look:\n   ```bash\n   docker ps\n\n   ## Undo\n')
    expect(troubles).toEqual([
      {
        place: { file: 'shop.md', line: 6, column: 4 },
        message: 'this fence is never closed: all that follows is read as its content',
      },
    ])
    expect(read('```bash\ndocker ps\n```\n~~~sh\nls\n~~~\n> ```sh\n> ls\n> ```').troubles).toEqual([])
  })

  it('a line that cannot be read, which costs itself alone', async () => {
    const code = `docker ps
# Say so
echo "never closed
docker stats
echo "again"
aws ecs list-tasks (all) \\
  --cluster shop
redis-cli INFO`
    expect(read(fence(code)).troubles).toEqual([
      {
        place: { file: 'shop.md', line: 10, column: 12 },
        message: 'this cannot be read as a command: unterminated double quote',
      },
      {
        place: { file: 'shop.md', line: 11, column: 20 },
        message: "this cannot be read as a command: unexpected token '('",
      },
    ])
    const steps = commandsIn(read(fence(code)))
    expect(steps.map(({ title, text, place }) => [title, text, place.line])).toEqual([
      ['', 'docker ps', 6],
      ['Say so', 'echo "never closed', 8],
      ['', 'docker stats', 9],
      ['again', 'aws ecs list-tasks (all) \\\n  --cluster shop', 11],
      ['', 'redis-cli INFO', 13],
    ])
    expect((await verdicts(code)).map(inWords).slice(1, 3)).toEqual([
      'by hand, change: Belay is no shell: it cannot be read: unterminated double quote',
      'runs docker stats, read',
    ])
  })

  it('a loop that is never closed, whose commands are not taken for ones by themselves', async () => {
    const found = await verdicts('docker ps\nfor a in b c; do\n  kubectl rollout restart deployment/$a\n')
    expect(found.map(inWords)).toEqual([
      'runs docker ps, read',
      "by hand, change: Belay is no shell: it cannot be read: expected 'done' to close 'for'",
    ])
  })

  it('a fence of nothing that can be read is one step in the end', () => {
    expect(commandsIn(read(fence('ls )\n'.repeat(1_000))))).toHaveLength(21)
  })

  it('names that JavaScript has for itself are those of nothing here', async () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      const code = [
        'kubectl',
        'docker',
        'docker-compose',
        'aws',
        'aws ecs',
        'git',
        'npm',
        'redis-cli',
        '',
      ].map(command => `${command} ${name}`)
      for (const found of await verdicts(code.join('\n')))
        expect(inWords(found)).toMatch(/^(?:runs|asks|by hand)/)
      expect(read(`## Do\n\`\`\`${name}\nls\n\`\`\`\n`).troubles).toEqual([])
    }
  })

  it('commands that stand where none are read, and what would be', () => {
    const said = (text: string) => read(text).troubles.map(({ place, message }) => `${place.line} ${message}`)
    const fix = 'what is to be run belongs into a fence of bash'
    expect(said('## Do\n\n<pre><code>docker ps</code></pre>\n')).toEqual([`3 HTML is not read: ${fix}`])
    expect(said('## Do\n\n| what | command |\n|---|---|\n| look | `docker ps` |\n')).toEqual([
      `3 a table is not read for commands: ${fix}`,
    ])
    expect(said('## Do\n\n| what | port |\n|---|---|\n| api | `80` |\n')).toEqual([])
    expect(said('## Do\n\n```powershell\nGet-Service\n```\n')).toEqual([
      `3 Belay reads no powershell: ${fix}`,
    ])
    expect(said('## Do\n\n{code:bash}\ndocker ps\n{code}\n')).toEqual([
      `3 this is the markup of another format: ${fix}`,
    ])
    const list = `a list in a fence is not read for commands: ${fix}`
    expect(said('## Do\n\n```\n☐ Check logs:\n  └─ kubectl logs -f deployment/api\n```\n')).toEqual([
      `3 ${list}`,
    ])
    expect(said('## Do\n\n```text\n1. docker ps\n```\n')).toEqual([`3 ${list}`])
    expect(said('## Do\n\n```\n☐ Tell support\n  └─ in Slack\n```\n')).toEqual([])
    const paragraph = `a paragraph is not read for commands: ${fix}`
    expect(said('* Look\n\n  And then:\n  $ kubectl get pods\n')).toEqual([`4 ${paragraph}`])
    expect(said('The price:\n`$ docker ps` is $ 5 a month\n')).toEqual([])
    // Where it stands within another paragraph, and in a list.
    const org = '#+BEGIN_SRC bash\n  docker ps\n  #+END_SRC'
    const foreign = 'this is the markup of another format'
    expect(said(`* Restart\n  Do this:\n  ${org}\n\n${org}\n`)).toEqual([
      `3 ${foreign}: ${fix}`,
      `7 ${foreign}: ${fix}`,
    ])
    expect(said('- Look:\n  ```powershell\n  Get-Service\n  ```\n')).toEqual([
      `2 Belay reads no powershell: ${fix}`,
    ])
    for (const language of ['mysql', 'python', 'ruby', 'js', 'makefile'])
      expect(said(`\`\`\`${language}\nrun it;\n\`\`\``)).toEqual([`1 Belay reads no ${language}: ${fix}`])
    // Whatever else it is called, it is a command.
    for (const language of ['kubectl', 'aws', 'docker', 'cli', 'command', 'bsh', 'text', '']) {
      const there = read(`## Do\n\`\`\`${language}\nPOD=$(date)\ndocker ps\n\`\`\`\n`)
      expect([language, commandsIn(there).map(({ text }) => text)]).toEqual([
        language,
        ['POD=$(date)', 'docker ps'],
      ])
    }
    for (const shown of ['text\nNAME  READY\nshop  1/1', 'json\n{"a": 1}', '\nnpm ERR! code 1'])
      expect(stepsIn(read(`## Do\n\`\`\`${shown}\n\`\`\`\n`))).toEqual([])
    const fenced = ['{.bash .numberLines}', 'bash,linenos', 'Bash {#a}'].map(
      lang => commandsIn(read(`## Do\n\`\`\` ${lang}\ndocker ps\n\`\`\`\n`)).length,
    )
    expect(fenced).toEqual([1, 1, 1])
  })

  it('what is left out of a line is not taken for a command', async () => {
    for (const code of ['docker ps ||!', 'time ||}', 'docker ps | !', '!'])
      for (const found of await verdicts(code))
        expect([code, inWords(found)]).toEqual([code, expect.any(String)])
    expect(inWords((await verdicts('docker ps || !'))[0]!)).toContain('by hand, change: Belay is no shell')
  })

  it('an argument, where its command stands', async () => {
    const text = '## Do\n1. Look:\n   ```sh\n   docker ps\n   aws ecs list-tasks --clutser shop\n   ```\n'
    const known = await knownOf([read(text)], shapes)
    const [, found] = commandsIn(read(text)).map(step => judge(step, known))
    expect(found!.troubles).toEqual([
      {
        place: { file: 'shop.md', line: 5, column: 4 },
        message: 'aws ecs list-tasks: there is no --clutser: --cluster is meant?',
      },
    ])
  })

  it('a sign that is no UTF-8, of a file that is read for all that', () => {
    const latin = new TextDecoder().decode(
      Buffer.from('# Shop\n\n## Caf\xe9 and T\xe9\n\n- [ ] Warm the pot\n', 'latin1'),
    )
    const { troubles, procedures } = read(latin)
    expect(troubles).toEqual([
      { place: { file: 'shop.md', line: 3, column: 7 }, message: 'this is no UTF-8: save it as UTF-8' },
    ])
    expect(procedures).toHaveLength(1)
  })

  it('a file that is no text in UTF-8', () => {
    const text = Buffer.from(fence('docker ps'), 'utf16le').toString('utf8')
    expect(read(text)).toMatchObject({
      procedures: [],
      troubles: [{ message: 'it is no text in UTF-8: save it as UTF-8' }],
    })
  })

  it('a file that is far too long, or that nests far too deep', () => {
    const long = read(`## Do\n${'x'.repeat(5 * 2 ** 20)}`)
    expect([long.procedures, long.troubles.map(({ message }) => message)]).toEqual([
      [],
      ['it has 5242886 characters, and Belay reads up to 4194304: split it by procedure'],
    ])
    expect(read(`## Do\n\n${'> '.repeat(5_000)}x`).troubles.map(({ message }) => message)).toEqual([
      'line 3 nests quotes or lists more than 60 deep',
    ])
    expect(read(`## Do\n\n${'-'.repeat(70)}+${'-'.repeat(70)}\n a | b`).troubles).toEqual([])
  })
})

describe('what is strange is read all the same', () => {
  it.each([
    ['nothing', ''],
    [
      'a byte order mark and carriage returns',
      '\uFEFF# Shop\r\n\r\n## Do\r\n\r\n```bash\r\ndocker ps\r\n```\r\n',
    ],
    ['no heading at all', '```bash\ndocker ps\n```'],
    ['only fences that are empty', '## Do\n```bash\n```\n```sql\n```\n'],
    ['characters that stand for blanks', fence('aws ecs list-tasks --cluster \uE000x\uE001 \uE1000\uE101')],
    ['a zero', fence('docker ps \0')],
    ['HTML and a table without rows', '<div>\n\n| Severity |\n|---|\n\n</div>'],
  ])('%s', async (_, text) => {
    const runbook = read(text)
    const known = await knownOf([runbook], shapes)
    expect(report(runbook, rowsOf(runbook, known))).toContain('# shop.md')
  })

  it('thousands of steps, in one fence and in many', () => {
    const one = read(fence('# Look\ndocker ps\nredis-cli -h cache\nX=1\n'.repeat(1_000)))
    expect(commandsIn(one)).toHaveLength(3_000)
    const many = read('## Do\n\n1. Look\n   ```sh\n   docker ps\n   ```\n\n'.repeat(500))
    expect(many.procedures).toHaveLength(500)
    expect(many.procedures.at(-1)!.id).toBe('do-500')
  })

  it('comments in a long fence, which are no headings, wherever a long file is cut', () => {
    const commands = '# Look\ndocker ps\n'.repeat(600)
    const closed = read(`## Do\n\n\`\`\`bash\n${commands}\`\`\`\n\n## Undo\n\n1. Undo\n`)
    expect(closed.procedures.map(({ path, parts }) => [path, parts[0]!.steps.length])).toEqual([
      [['Do'], 600],
      [['Undo'], 1],
    ])
    expect(closed.procedures[1]!.place.line).toBe(1_206)
    // The fence in the list is never closed, and so what opens the next one seems to close it.
    const open = read(
      `## A\n\n1. x\n\n   \`\`\`\n   y\n\n## Do\n\n\`\`\`bash\n${commands}\`\`\`\n\n## Undo\n\n1. Undo\n`,
    )
    expect(open.procedures.map(({ path }) => path.at(-1))).toEqual(['A', 'Do', 'Undo'])
    expect(commandsIn(open)).toHaveLength(600)
  })

  it('a variable that doubles with each line, and a line of a thousand commands', async () => {
    for (const first of ['x', '"<x>"']) {
      const doubled = await verdicts(`A=${first}\n${'A=$A$A\n'.repeat(60)}aws ecs list-tasks --cluster $A`)
      expect(doubled).toHaveLength(62)
      expect(doubled.at(-1)).toMatchObject({ actions: [{ operation: 'ecs:ListTasks' }] })
    }
    const long = `A=${'ab'.repeat(900)}\naws ecs list-tasks --cluster ${'$A'.repeat(4_000)}`
    expect((await verdicts(long)).map(inWords).at(-1)).toBe(
      'by hand, change: Belay is no shell: a word is longer than a file may be',
    )
    expect((await verdicts(`${'docker ps && '.repeat(1_000)}docker ps`)).map(inWords)).toEqual([
      'by hand, change: Belay is no shell: it joins more than 50 commands',
    ])
  })

  it('an argument of a megabyte', async () => {
    const [found] = await verdicts(`aws ecs list-tasks --cluster "${'ab'.repeat(2 ** 19)}"`)
    expect(found!.class).toBe('runs')
    const [nested] = await verdicts(`aws rds describe-db-instances --query '${'('.repeat(50_000)}'`)
    expect(told(nested!)[0]).toContain('--query is no expression of JMESPath')
    const [json] = await verdicts(`aws ecs describe-services --services '${'['.repeat(100_000)}'`)
    expect(json!.class).toBe('byHand')
  })
})

describe('whatever is written', () => {
  /** Pieces of what runbooks are made of, in any order. */
  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        '```bash\n',
        '```sql\n',
        '```\n',
        '~~~\n',
        '## A\n',
        '- [ ] ',
        '1. ',
        '> ',
        '| P1 | a |\n',
        '|---|---|\n',
        '**Symptoms:** ',
        '`',
      ],
      ...[
        'aws ',
        'aws ecs ',
        'update-service ',
        '--query ',
        '--cluster ',
        'ec2 ',
        'kubectl ',
        'psql -c ',
        'redis-cli\n',
        'mongosh x\n',
        'curl ',
        'xargs ',
        'for x in ',
        '; do ',
        'done\n',
      ],
      ...[
        '<a-b>',
        '[pod]',
        '$(',
        ')',
        '${',
        '}',
        '"',
        "'",
        '\\',
        '\n',
        ' | ',
        ' && ',
        ' || ',
        '; ',
        '<<EOF\n',
        'EOF\n',
        ' > ',
        '&',
        '#',
        ' # ',
        '=',
        ',',
        '{',
        '[',
        ']',
        '\uE000',
        '\uE100',
        'SELECT ',
        '--',
        '/*',
        '$1',
        '2024-01-01',
        'XXX',
        '...',
      ],
    ),
    fc.string({ maxLength: 12 }),
  )
  const text = fc.array(piece, { maxLength: 60 }).map(pieces => pieces.join(''))
  const mutated = fc
    .tuple(fc.constantFrom(...five), fc.nat(), fc.nat({ max: 400 }), text)
    .map(([runbook, at, length, put]) => {
      const start = at % runbook.length
      return (
        runbook.slice(Math.max(0, start - 2_000), start) + put + runbook.slice(start + length, start + 2_000)
      )
    })

  it('it is read, judged and reported, and each place is in the file', async () => {
    const known: Known = await knownOf(five.map(read), shapes)
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map(code => fence(code)),
          mutated,
        ),
        written => {
          const runbook = read(written)
          const lines = written.split(/\r\n|\r|\n/)
          report(runbook, rowsOf(runbook, known))
          for (const { place } of [...stepsIn(runbook), ...runbook.troubles]) {
            if (place.line < 1 || place.line > lines.length) throw new Error(`there is no line ${place.line}`)
            if (place.column < 1 || place.column > lines[place.line - 1]!.length + 1)
              throw new Error(`there is no column ${place.column} in line ${place.line}`)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('a blank is never taken for more than itself, and no word is made of what was written elsewhere', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z-]{0,20}[a-z]$/), name => {
        const [step] = commandsIn(read(fence(`aws ecs list-tasks --cluster <${name}> --family x`)))
        expect(wordsOf(step!).at(-3)).toBe(`<${name.replaceAll(/-+/g, ' ')}>`)
        expect(step!.text).toContain(`<${name}>`)
      }),
    )
  })
})
