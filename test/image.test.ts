import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { freePort } from '../sandbox/redis.ts'

const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ').split('\n')
const stages = dockerfile
  .join('\n')
  .split(/^FROM /m)
  .slice(1)
const [build, image] = stages as [string, string]

const copied = dockerfile
  .filter(line => line.startsWith('COPY ') && !line.includes('--from='))
  .flatMap(line => line.split(/\s+/).slice(1, -1))

it('is built from files that there are, and that .dockerignore lets through', () => {
  const ignore = readFileSync('.dockerignore', 'utf8').trim().split('\n')
  expect(ignore[0]).toBe('*')
  expect(copied.filter(path => !existsSync(path) || !ignore.includes(`!${path}`))).toEqual([])
  expect(ignore.slice(1).filter(line => !copied.includes(line.slice(1)))).toEqual([])
})

it('compiles all that is to be compiled', () => {
  const { include } = JSON.parse(readFileSync('tsconfig.build.json', 'utf8')) as { include: string[] }
  for (const folder of include) expect(build).toContain(`COPY ${folder} ./${folder}\n`)
})

it('holds nothing that whoever runs it may write', () => {
  expect(image).not.toMatch(/--chown|--chmod|^RUN /m)
  expect(image).toMatch(/^USER node$/m)
  expect(image.lastIndexOf('COPY ')).toBeLessThan(image.indexOf('USER node'))
})

it.each([
  ['healthy while Belay answers', 200, 0],
  ['unhealthy when it answers that it is not', 503, 1],
  ['unhealthy when nothing listens', undefined, 1],
])('is %s', async (_, status, code) => {
  const [, check] = /HEALTHCHECK .*? CMD (\[.*\])$/m.exec(image)!
  const [program, ...args] = JSON.parse(check!) as [string, ...string[]]
  const port = await freePort()
  const paths: string[] = []
  const server = createServer((req, res) => {
    paths.push(req.url!)
    res.writeHead(status!).end()
  })
  if (status) await once(server.listen(port, '127.0.0.1'), 'listening')
  const [ended] = await once(
    spawn(program, args, { env: { PATH: process.env.PATH, PORT: `${port}` } }),
    'exit',
  )
  expect([ended, paths]).toEqual([code, status ? ['/healthz'] : []])
  server.close()
})
