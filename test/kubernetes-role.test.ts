import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { answers } from '../sandbox/kubernetes/answers.ts'
import { clusterKinds } from '../src/domain/cluster-kinds.ts'
import { isOfCluster, rules, toList } from '../src/providers/kubernetes/rule.ts'

interface Rule {
  apiGroups: readonly string[]
  resources: readonly string[]
  verbs: readonly string[]
}

const each = ({ apiGroups, resources, verbs }: Rule): string[] =>
  apiGroups.flatMap(group => resources.flatMap(one => verbs.map(verb => `${verb} ${one} ${group}`)))
const sorted = (all: readonly Rule[]): string[] => [...new Set(all.flatMap(each))].sort()

test('the roles allow what refusals name, and nothing else; all of it is simulated, since something calls it', () => {
  const documents = parseAllDocuments(readFileSync('docs/kubernetes-role.yml', 'utf8'))
  const roles = documents.map(one => one.toJS() as { kind: string; rules: Rule[] })
  expect(roles.map(({ kind }) => kind)).toEqual(['Role', 'ClusterRole'])
  // A deployment is got by its name: a list of them is asked for by nothing.
  const listed = clusterKinds.filter(({ plural }) => plural !== 'deployments').map(toList)
  const named = [...Object.values(rules), ...listed]
  const ofCluster = named.filter(isOfCluster)
  expect(roles[0]!.rules.flatMap(each).sort()).toEqual(
    sorted(named.filter(rule => !ofCluster.includes(rule))),
  )
  expect(roles[1]!.rules.flatMap(each).sort()).toEqual(sorted(ofCluster))
  expect(JSON.stringify(roles)).not.toMatch(/"secrets"|"\*"/)
  const simulated = Object.keys(answers).map(key => key.replace('.metrics', ''))
  expect([...new Set(sorted(named).map(one => one.replace(/ \S*$/, '')))].sort()).toEqual(
    [...new Set(simulated)].sort(),
  )
})
