import type { AwsOperation, AwsService, Structure } from '../../ports/aws-shapes.ts'

/** A name of AWS's API as its command line has it: `DescribeDBInstances` is `describe-db-instances`. */
export function kebab(name: string): string {
  // As botocore does it: plurals of abbreviations first, then words, then the letter before a capital.
  const plural = /[A-Z]{2,}s$/.exec(name)
  const parted = plural ? `${name.slice(0, plural.index)}-${plural[0].toLowerCase()}` : name
  return parted
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/-{2,}/g, '-')
    .toLowerCase()
}

const operations = new WeakMap<AwsService, Map<string, AwsOperation>>()
const members = new WeakMap<Structure, Map<string, string>>()

export const operationsOf = (service: AwsService): Map<string, AwsOperation> =>
  kept(
    operations,
    service,
    () => new Map([...service.operations].map(([name, found]) => [kebab(name), found])),
  )

/** What a structure takes, by its name on the command line. */
export const flagsOf = (structure: Structure): Map<string, string> =>
  kept(members, structure, () => new Map([...structure.members.keys()].map(name => [kebab(name), name])))

function kept<K extends object, V>(all: WeakMap<K, V>, key: K, make: () => V): V {
  const found = all.get(key) ?? make()
  all.set(key, found)
  return found
}
