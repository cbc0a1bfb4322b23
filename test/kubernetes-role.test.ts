import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { answers } from '../sandbox/kubernetes/answers.ts'
import { rules } from '../src/providers/kubernetes/rule.ts'

interface Rule {
  apiGroups: readonly string[]
  resources: readonly string[]
  verbs: readonly string[]
}

const each = ({ apiGroups, resources, verbs }: Rule): string[] =>
  apiGroups.flatMap(group => resources.flatMap(one => verbs.map(verb => `${verb} ${one} ${group}`)))

test('the role allows what refusals name, and nothing else; all of it is simulated, since something calls it', () => {
  const role = parse(readFileSync('docs/kubernetes-role.yml', 'utf8')) as { kind: string; rules: Rule[] }
  expect(role.kind).toBe('Role')
  const named = Object.values(rules).flatMap(each).sort()
  expect(role.rules.flatMap(each).sort()).toEqual(named)
  const simulated = Object.keys(answers).map(key => key.replace('.metrics', ''))
  expect([...new Set(named.map(one => one.replace(/ \S*$/, '')))].sort()).toEqual(
    [...new Set(simulated)].sort(),
  )
})
