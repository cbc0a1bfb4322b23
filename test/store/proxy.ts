import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'

/** Stands between a client and the Redis on a port, on a port of its own, and can lose answers or the line. */
export async function startProxy(port: number, at = 0) {
  const clients = new Set<Socket>()
  let losing = false
  const server = createServer(client => {
    const redis = dial(port, '127.0.0.1')
    clients.add(client)
    client.on('data', data => redis.write(data))
    redis.on('data', data => {
      if (losing) client.destroy()
      else client.write(data)
    })
    client.on('close', () => {
      clients.delete(client)
      redis.destroy()
    })
    redis.on('close', () => client.destroy())
    for (const socket of [client, redis]) socket.on('error', () => {}) // 'close' follows.
  })
  server.listen(at, '127.0.0.1')
  await once(server, 'listening')
  const { port: own } = server.address() as { port: number }
  return {
    url: `redis://127.0.0.1:${own}`,
    port: own,
    /** What is sent still reaches Redis; the answer is lost, and the line with it. */
    loseAnswers: (lose: boolean) => {
      losing = lose
    },
    async stop() {
      for (const client of clients) client.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
