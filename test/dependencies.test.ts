import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Locked {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  hasInstallScript?: boolean
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const { dependencies, devDependencies, overrides } = read('package.json') as Record<string, object>
const wanted = Object.entries({ ...dependencies, ...devDependencies, ...overrides }) as [string, string][]
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }
const installed = Object.entries(packages).filter(([path]) => path !== '')

it('every version is exact, and the one that the lock file has', () => {
  expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  const locked = (name: string) => installed.find(([path]) => path.endsWith(`node_modules/${name}`))?.[1]
  const other = wanted.filter(([name, version]) => locked(name)?.version !== version)
  expect(other).toEqual([])
})

it('whatever is installed is what was locked, by its digest, and comes from a registry', () => {
  expect(installed.length).toBeGreaterThan(100)
  const loose = installed.filter(
    ([, { resolved = 'https:', integrity = '', link }]) =>
      link || !resolved.startsWith('https:') || !/^sha512-[\w+/]{86}==$/.test(integrity),
  )
  expect(loose.map(([path]) => path)).toEqual([])
})

it('nothing that runs in the image runs anything when it is installed', () => {
  const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript)
  const ofTheImage = scripted.filter(([path]) => !('dev' in packages[path]!))
  expect(ofTheImage.map(([path]) => path)).toEqual([])
})

it('each dependency of the image has its line in docs/decisions/dependencies.md', () => {
  const page = readFileSync('docs/decisions/dependencies.md', 'utf8')
  expect(Object.keys(dependencies!).filter(name => !page.includes(`\`${name}\``))).toEqual([])
})
