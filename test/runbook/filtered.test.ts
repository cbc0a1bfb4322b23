import { describe, expect, it } from 'vitest'
import type { StepAnswer } from '../../src/ports/step-reader.ts'
import { filtered, textOf } from '../../src/runbook/run/filtered.ts'
import { verdict } from './reading.ts'

const never = async () => {
  throw new Error('nothing is handed on')
}

/** What is left of an answer behind `docker ps | …`. */
async function left(answer: StepAnswer, pipe: string): Promise<string> {
  const found = await verdict(`docker ps | ${pipe}`)
  if (found.class === 'byHand') return found.reason
  return textOf(await filtered(answer, found.actions[0]!.filters, never))
}

const log = ['GET /a 200', 'GET /b 500', 'retry b', 'GET /a 200', 'POST /c 503', 'done', ''].join('\n')

describe('a pipe over lines', () => {
  it.each([
    ['grep GET', 'GET /a 200\nGET /b 500\nGET /a 200'],
    ["grep -E ' 5[0-9]{2}$'", 'GET /b 500\nPOST /c 503'],
    ['grep -A1 500', 'GET /b 500\nretry b'],
    ['grep -B 1 503', 'GET /a 200\nPOST /c 503'],
    ['grep -C1 -m1 503', 'GET /a 200\nPOST /c 503\ndone'],
    ['grep -c GET', '3'],
    ['grep -n -A1 500', '2:GET /b 500\n3-retry b'],
    ["grep -oE '[0-9]{3}'", '200\n500\n200\n503'],
    ['grep -w b', 'GET /b 500\nretry b'],
    ['grep -iv get', 'retry b\nPOST /c 503\ndone'],
    ['head -2', 'GET /a 200\nGET /b 500'],
    ['tail -n 2', 'POST /c 503\ndone'],
    ['tail -n +6', 'done\n'],
    ['grep GET | sort | uniq -c', '      2 GET /a 200\n      1 GET /b 500'],
    ['grep GET | sort -k3 -rn', 'GET /b 500\nGET /a 200\nGET /a 200'],
    ['sort -u | wc -l', '5'],
  ])('%s', async (pipe, expected) => {
    expect(await left({ text: log }, pipe)).toBe(expected)
  })

  it.each([
    'grep --include=x a',
    'grep -f file',
    'sort -R',
    'uniq -d',
    'head -c 10',
    'tail -n x',
    'wc -w',
    'cut -f1',
  ])('%s is none that would answer something else', async pipe => {
    expect(await left({ text: log }, pipe)).toContain('Belay is no shell')
  })

  it('sizes are sorted as sizes', async () => {
    expect(await left({ text: '900M\n1.5G\n20K' }, 'sort -h')).toBe('20K\n900M\n1.5G')
  })

  it('rows are lines below their head', async () => {
    const rows = {
      columns: ['NAME', 'READY'],
      rows: [
        ['web-1', '1/1'],
        ['mongodb-22', 0],
      ],
    }
    expect(await left({ rows }, 'grep mongodb')).toBe('mongodb-22   0')
    expect(await left({ rows }, 'head -1')).toBe('NAME         READY')
    expect(await left({ rows }, "jq -r '.[].NAME'")).toBe('web-1\nmongodb-22')
  })
})

describe('jq', () => {
  const json = { tasks: ['arn:a', 'arn:b'], events: [{ n: 3 }, { n: 1 }] }
  it.each([
    ["jq -r '.tasks[]'", 'arn:a\narn:b'],
    ["jq -c '[.events[] | select(.n > 1)]'", '[{"n":3}]'],
    ["jq '.events[-1:]'", '[\n  {\n    "n": 1\n  }\n]'],
    ['jq -r \'.tasks | join(",")\' | wc -l', '1'],
    ['jq -r \'try error("no") catch .\'', 'no'],
  ])('%s', async (pipe, expected) => {
    expect(await left({ json }, pipe)).toBe(expected)
  })

  it('says what is wrong with a program, and with what it is given', async () => {
    await expect(left({ json }, "jq '.tasks['")).rejects.toThrow(
      /^jq cannot do that with the answer: jq: error: syntax/,
    )
    await expect(left({ json }, "jq '.tasks.name'")).rejects.toThrow('Cannot index array with string "name"')
    await expect(left({ text: '<html>' }, 'jq .')).rejects.toThrow('jq cannot do that with the answer')
    await expect(left({ text: 'x'.repeat(3_000_000) }, 'jq .')).rejects.toThrow(
      'narrow the command before it',
    )
  })
})

describe("AWS's own filters", () => {
  const asked = 'aws ecs describe-services --cluster c --services s'
  const services = [
    { serviceName: 'api', runningCount: 2, isFine: true, deployments: [{ id: 'd1', status: 'PRIMARY' }] },
    { serviceName: 'web', runningCount: 0, isFine: false, deployments: [] },
  ]
  it.each([
    ["--query 'services[].serviceName' --output text", 'api\tweb'],
    ["--output text --query 'services[].[serviceName,runningCount]'", 'api\t2\nweb\t0'],
    ["--query 'services[0]' --output text", 'True\t2\tapi\nDEPLOYMENTS\td1\tPRIMARY'],
    ["--query 'services[0].missing' --output text", 'None'],
    ["--query 'services[].serviceName' --output text | tr x y", 'Belay is no shell'],
    ["--query 'services[1].serviceName'", 'web'],
  ])('%s', async (flags, expected) => {
    const found = await verdict(`${asked} ${flags}`)
    if (found.class === 'byHand') expect(found.reason).toContain(expected)
    else
      expect(textOf(await filtered({ json: { services } }, found.actions[0]!.filters, never))).toBe(expected)
  })
})
