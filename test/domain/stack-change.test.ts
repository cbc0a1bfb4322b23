import { describe, expect, it } from 'vitest'
import { sharedBy, stackResource } from '../../src/domain/run/resource.ts'
import {
  changeLines,
  changesDigest,
  isLost,
  lossWarnings,
  type ResourceChange,
  shownChanges,
} from '../../src/domain/stack-change.ts'
import { system } from './system-file.ts'

const change = (more: Partial<ResourceChange>): ResourceChange => ({
  action: 'Modify',
  name: 'Database',
  type: 'AWS::RDS::DBInstance',
  what: [],
  ...more,
})
const replaced = change({ replacement: 'True', policy: 'ReplaceAndDelete', what: ['Engine'] })
const gone = change({ action: 'Remove', name: 'Role', type: 'AWS::IAM::Role', policy: 'Delete' })
const added = change({ action: 'Add', name: 'Queue', type: 'AWS::SQS::Queue' })
const changed = change({
  replacement: 'False',
  name: 'Api',
  type: 'AWS::Lambda::Function',
  what: ['MemorySize'],
})

describe('what a change set does', () => {
  it('is told with what is lost first', () => {
    expect(changeLines([added, changed, gone, replaced])).toEqual([
      'replace Database, AWS::RDS::DBInstance: Engine',
      'remove Role, AWS::IAM::Role',
      'change Api, AWS::Lambda::Function: MemorySize',
      'add Queue, AWS::SQS::Queue',
    ])
  })

  it.each([
    [change({ action: 'Remove', policy: 'Retain' }), false],
    [change({ replacement: 'True', policy: 'ReplaceAndRetain' }), false],
    [change({ replacement: 'Conditional' }), true],
    [change({ action: 'Remove', policy: 'Snapshot' }), true],
    [changed, false],
    [added, false],
  ])('loses something or not: %j', (one, loses) => {
    expect(isLost(one)).toBe(loses)
  })

  it('is warned of loudly where what is lost holds something, with what is kept of it', () => {
    expect(lossWarnings([added, changed])).toEqual([])
    expect(lossWarnings([replaced, gone])).toEqual([
      'Database (AWS::RDS::DBInstance) IS REPLACED by an empty one: WHAT IS IN IT IS LOST.',
      'Replaced or removed, with what they serve meanwhile: Role.',
    ])
    expect(lossWarnings([change({ action: 'Remove', policy: 'Snapshot' })])).toEqual([
      'Database (AWS::RDS::DBInstance) IS DELETED: a snapshot of what is in it is kept.',
    ])
    expect(lossWarnings([change({ replacement: 'Conditional' })])[0]).toContain('MAY BE REPLACED')
  })

  it('is told by what is done to which type where it is much, but for what holds something and is lost', () => {
    const many = (count: number, more: Partial<ResourceChange>) =>
      Array.from({ length: count }, (_, i) => change({ ...more, name: `${more.name}${i}` }))
    const method = { action: 'Add', name: 'Method', type: 'AWS::ApiGateway::Method' }
    const role = { action: 'Remove', name: 'Role', type: 'AWS::IAM::Role', policy: 'Delete' }
    const shown = shownChanges([...many(130, method), changed, ...many(130, role), replaced])
    expect(shown).toEqual([
      'replace Database, AWS::RDS::DBInstance: Engine',
      'remove 130 AWS::IAM::Role: Role0, Role1, Role2, Role3, Role4 and 125 more',
      'change Api, AWS::Lambda::Function: MemorySize',
      'add 130 AWS::ApiGateway::Method: Method0, Method1, Method2, Method3, Method4 and 125 more',
    ])
    expect(lossWarnings([...many(130, role)])[0]).toContain('Role3, Role4 and 125 more.')
    expect(shownChanges([added, changed])).toEqual(changeLines([added, changed]))
  })

  it('is another thing when anything of it is', () => {
    expect(changesDigest([changed, added])).toBe(changesDigest([added, changed]))
    expect(changesDigest([changed])).not.toBe(changesDigest([{ ...changed, what: ['Handler'] }]))
  })
})

it('a stack that two environments name is told to be both of theirs', () => {
  const main = { stack: 'shop', template: { url: 'https://templates.s3.amazonaws.com/shop.yaml' } }
  const shared = system(file => {
    file.environments.production.stacks = { main }
    file.environments.staging.stacks = { whole: main }
    file.environments.staging.region = file.environments.production.region
  })
  const resource = stackResource(shared.environments.production!, 'shop')
  expect(sharedBy(shared, 'production', [resource])).toEqual(['staging'])
})
