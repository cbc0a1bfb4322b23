import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../../eventually.ts'

const names = ['prometheus-alertmanager', 'alertmanager']

/** The Alertmanager on the PATH; undefined where there is none. */
export const alertmanagerOnPath = (): string | undefined =>
  names.find(name => spawnSync(name, ['--version']).status === 0)

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}

/** A real Alertmanager with nothing in it, on this machine alone. */
export async function startAlertmanager(program: string) {
  const folder = await mkdtemp(join(tmpdir(), 'belay-alertmanager-'))
  const config = join(folder, 'config.yml')
  await writeFile(config, 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n')
  const url = `http://127.0.0.1:${await freePort()}`
  const child = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.path=${folder}`,
      `--web.listen-address=${url.slice('http://'.length)}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  )
  await eventually(async () => (await fetch(`${url}/-/ready`)).ok)
  return {
    url,
    async fire(labels: Record<string, string>) {
      await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([{ labels }]),
      })
    },
    async stop() {
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
