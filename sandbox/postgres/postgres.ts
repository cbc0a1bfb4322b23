import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { answerTo, Refused } from './answers.ts'
import { createTables } from './tables.ts'
import {
  createReader,
  described,
  failed,
  int32,
  message,
  parametersIn,
  type Rows,
  row,
  text,
} from './wire.ts'

/** A PostgreSQL as its clients see it, over its own protocol, that answers questions and tidies up its tables. */
export async function createPostgres({ now }: { now: () => number }) {
  const asked: string[] = []
  const tables = createTables(now)
  let tells = (found: Rows): Rows => found
  const sockets = new Set<Socket>()

  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    const ready = () => socket.write(message('Z', Buffer.from('I')))
    const cursors = new Map<string, string>()
    let statement = ''
    let isBroken = false

    const answer = (sql: string, parameters: string[] = []): Rows | undefined => {
      asked.push(sql)
      tables.change(sql)
      const declared = /^DECLARE (\w+) .*?CURSOR FOR ([\s\S]*)$/i.exec(sql)
      if (declared) {
        answerTo(declared[2]!)
        cursors.set(declared[1]!, declared[2]!)
        return undefined
      }
      const fetched = /^FETCH \d+ FROM (\w+)$/i.exec(sql)?.[1]
      const found =
        tables.answer(sql.replace(/\s+/g, ' '), parameters) ??
        answerTo(fetched === undefined ? sql : (cursors.get(fetched) ?? ''), parameters)
      return found && tells(found)
    }
    const within = (work: () => void) => {
      if (isBroken) return
      try {
        work()
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        isBroken = true
        socket.write(failed(error.code, error.message))
      }
    }
    const done = (found: Rows | undefined) =>
      socket.write(
        message('C', text(found ? `SELECT ${found.rows.length}` : (statement.split(' ')[0] ?? 'OK'))),
      )
    let current: Rows | undefined

    socket.on(
      'data',
      createReader((type, body) => {
        switch (type) {
          case '':
            if (body.readInt32BE(0) === 80_877_103) return void socket.write('N')
            socket.write(
              Buffer.concat([message('R', int32(0)), message('S', text('server_version'), text('17.2'))]),
            )
            return ready()
          case 'Q':
            isBroken = false
            within(() => {
              statement = body.toString().replace(/\0$/, '')
              const found = answer(statement)
              if (found) socket.write(Buffer.concat([described(found), ...found.rows.map(row)]))
              done(found)
            })
            isBroken = false
            return ready()
          case 'P':
            return within(() => {
              statement = body
                .subarray(body.indexOf(0) + 1)
                .toString()
                .split('\0')[0]!
              socket.write(message('1'))
            })
          case 'B':
            return within(() => {
              current = answer(statement, parametersIn(body))
              socket.write(message('2'))
            })
          case 'D':
            return within(() => void socket.write(current ? described(current) : message('n')))
          case 'E':
            return within(() => {
              if (current) socket.write(Buffer.concat(current.rows.map(row)))
              done(current)
            })
          case 'S':
            isBroken = false
            return ready()
          case 'X':
            return void socket.end()
        }
      }),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `postgres://reader:sandbox@127.0.0.1:${port}/app`,
    asked,
    /** What becomes of its rows before they are told. */
    telling: (change: (found: Rows) => Rows): void => void (tells = change),
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
