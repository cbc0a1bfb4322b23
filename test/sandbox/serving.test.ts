import { once } from 'node:events'
import { request } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { createGithub } from '../../sandbox/github/github.ts'

it('a service refuses what is not JSON, does not mind who hangs up half-way, and goes on', async () => {
  const github = await createGithub()
  onTestFinished(github.close)
  const address = `${github.url}/repos/shop/shop/commits`
  expect((await fetch(address, { method: 'POST', body: '{"ref":' })).status).toBe(400)

  const half = request(address, { method: 'POST', headers: { 'content-length': '10' } })
  half.on('error', () => {})
  half.write('{"ref"')
  await once(half, 'socket')
  await new Promise<void>(resolve => half.socket!.write('', () => resolve()))
  const closed = new Promise(resolve => half.once('close', resolve))
  half.destroy()
  await closed

  expect((await fetch(address)).status).toBe(404)
  expect(github.asked).toHaveLength(1)
})
