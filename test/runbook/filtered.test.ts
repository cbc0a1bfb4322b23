import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/domain/run/plan.ts'
import type { Action } from '../../src/domain/runbook/verdict.ts'
import type { StepAnswer } from '../../src/ports/step-reader.ts'
import { filledFilters } from '../../src/runbook/run/fill.ts'
import { filtered, textOf } from '../../src/runbook/run/filtered.ts'
import { neededFor } from '../../src/runbook/run/needed.ts'
import { inWords, verdict } from './reading.ts'

const never = async () => {
  throw new Error('nothing is handed on')
}

/** What is left of an answer behind `docker ps | …`, where that is given for each of its blanks. */
async function left(answer: StepAnswer, pipe: string, given = ''): Promise<string> {
  const found = await verdict(`docker ps | ${pipe}`)
  if (found.class === 'byHand') return found.reason
  const holes = neededFor(found.actions).map(({ hole }): [string, string] => [hole, given])
  return textOf(await filtered(answer, filtersOf(found.actions[0]!, new Map(holes)), never))
}

const filtersOf = ({ filters }: Action, given = new Map<string, string>()) =>
  filledFilters(filters, { given, secrets: new Map(), now: 0 })

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

  it('looks for what somebody fills in as it stands', async () => {
    const pipe = String.raw`grep -v 'retry\|done' | grep "GET /<path> "`
    expect(inWords(await verdict(`docker ps | ${pipe}`))).toBe('asks docker ps, read: path')
    expect(await left({ text: log }, pipe, 'b')).toBe('GET /b 500')
    expect(await left({ text: log }, pipe, '.')).toBe('')
    expect(await left({ text: 'a.b\naxb' }, 'grep -w POD_NAME', 'a.b')).toBe('a.b')
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
      expect(textOf(await filtered({ json: { services } }, filtersOf(found.actions[0]!), never))).toBe(
        expected,
      )
  })
})

describe("kubectl's own filters", () => {
  const pod = (name: string, phase: string, images: string[], ready: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { 'app.kubernetes.io/name': 'shop' } },
    spec: { containers: images.map(image => ({ image })) },
    status: { phase, restarts: 2, conditions: [{ type: 'Ready', status: ready }] },
  })
  const items = [
    pod('web-1', 'Running', ['web:2', 'proxy:1'], 'True'),
    pod('web-2', 'Pending', ['web:2'], 'False'),
  ]
  const shownBy = async (options: string, json: object) => {
    const found = await verdict(`kubectl get pods ${options}`)
    if (found.class === 'byHand') return found.reason
    return textOf(await filtered({ json: json as Json }, filtersOf(found.actions[0]!), never))
  }
  it.each([
    [`-o jsonpath='{.items[*].metadata.name}'`, 'web-1 web-2'],
    ['-o=jsonpath="{.items[0].status.phase}"', 'Running'],
    [`-o jsonpath='{.items[*].spec.containers[*].image}'`, 'web:2 proxy:1 web:2'],
    [
      `-o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.restarts}{"\\n"}{end}'`,
      'web-1\t2\nweb-2\t2\n',
    ],
    [`-o jsonpath='{.items[?(@.status.phase=="Running")].metadata.name} runs'`, 'web-1 runs'],
    [`-o jsonpath='{.items[*].status.conditions[?(@.type=="Ready")].status}'`, 'True False'],
    [`-o jsonpath='{.items[0].metadata.labels.app\\.kubernetes\\.io/name}'`, 'shop'],
    [`-o jsonpath='{.items[0].missing}'`, ''],
    [
      '-o custom-columns=NAME:.metadata.name,IMAGES:.spec.containers[*].image',
      'NAME    IMAGES\nweb-1   web:2,proxy:1\nweb-2   web:2',
    ],
    ['--no-headers -o custom-columns=NAME:.metadata.name,X:.missing', 'web-1   <none>\nweb-2   <none>'],
    [`-o json | jq -r '.items[] | select(.status.phase != "Running") | .metadata.name'`, 'web-2'],
    ['-o yaml | grep -c phase:', '2'],
  ])('%s', async (options, expected) => {
    expect(await shownBy(options, { apiVersion: 'v1', kind: 'List', items })).toBe(expected)
  })

  it('one thing is itself', async () => {
    expect(await shownBy("web-1 -o jsonpath='{.status.phase}'", items[0]!)).toBe('Running')
    expect(await shownBy('web-1 -o custom-columns=P:.status.phase', items[0]!)).toBe('P\nRunning')
    expect(await shownBy('web-1 -o yaml | head -3', items[0]!)).toBe('apiVersion: v1\nkind: Pod\nmetadata:')
  })
})
