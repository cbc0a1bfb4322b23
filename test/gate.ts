import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What becomes of what a client asks: whether it arrives, and what the client hears of it. */
export interface Meeting {
  arrives: boolean
  /** Bytes in place of an answer; nothing, ever; or that the connection ends. */
  hears: Buffer | 'nothing' | 'end'
  /** After the bytes others of the same kind, without end. */
  floods?: true
}

/** How often something was asked, and how often that has arrived. */
export interface Counts {
  asked: number
  arrived: number
}

interface Rule {
  pattern: RegExp
  meeting: Meeting | undefined
  isOnce: boolean
  counts: Counts
}

/** A gate before a service of this machine: all that a client says and is told goes through, but for what is met. */
export async function createGate(address: string) {
  const service = new URL(address)
  const sockets = new Set<Socket>()
  const rules: Rule[] = []
  let poured = 0

  /** What is said next has something in it that a rule is about; undefined where it goes through. */
  function metIn(said: string, known: Set<Rule>): Meeting | undefined {
    const rule = rules.find(one => !known.has(one) && one.pattern.test(said))
    if (!rule) return undefined
    known.add(rule)
    const { meeting, counts } = rule
    if (rule.isOnce) rule.meeting = undefined
    counts.asked++
    if (!meeting || meeting.arrives) counts.arrived++
    return meeting
  }

  function answer(client: Socket, { hears, floods }: Meeting): void {
    if (hears === 'end') client.destroy()
    else if (hears !== 'nothing') client.write(hears)
    if (floods) flood(client)
  }

  function flood(client: Socket): void {
    const more = Buffer.alloc(1_000_000, ' ')
    let own = 0
    const pour = () => {
      let goesOn = !client.destroyed
      while (goesOn) {
        goesOn = client.write(more)
        own += more.length
      }
      poured = Math.max(poured, own)
    }
    client.on('drain', pour)
    pour()
  }

  function pass(client: Socket): void {
    const behind = connect(Number(service.port), service.hostname)
    /** What was said since the last answer: it may come in pieces. */
    let said = ''
    const known = new Set<Rule>()
    let met: Meeting | undefined
    for (const socket of [client, behind]) {
      sockets.add(socket.on('error', () => socket.destroy()))
      socket.on('close', () => sockets.delete(socket))
    }
    client.on('close', () => behind.end())
    behind.on('close', () => met ?? client.end())
    client.on('data', chunk => {
      said += chunk.toString('latin1')
      const isMet = met !== undefined
      met ??= metIn(said, known)
      if (met && !isMet && !met.arrives) answer(client, met)
      if (!met || met.arrives) behind.write(chunk)
    })
    behind.on('data', chunk => {
      said = ''
      known.clear()
      if (met) answer(client, met)
      else client.write(chunk)
    })
  }

  const server = createServer(pass)
  const open = async (port = 0) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  await open()
  const { port } = server.address() as AddressInfo
  async function shut(): Promise<void> {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    /** The service's address, by way of this gate. */
    url: address.replace(`:${service.port}`, `:${port}`),
    /** The next that is asked with this in it is met so, and goes through from then on. */
    meets(pattern: RegExp, meeting?: Meeting): Counts {
      const counts = { asked: 0, arrived: 0 }
      rules.push({ pattern, meeting, isOnce: true, counts })
      return counts
    },
    /** All that is asked is met so from now on; without a meeting, all goes through. */
    meetsAll(meeting?: Meeting): void {
      poured = 0
      rules.splice(0)
      if (meeting) rules.push({ pattern: /^/, meeting, isOnce: false, counts: { asked: 0, arrived: 0 } })
    },
    /** So many bytes it has flooded one connection with at most. */
    poured: (): number => poured,
    /** Nobody is let in any more, nor listened to. */
    shut,
    async open(): Promise<void> {
      if (!server.listening) await open(port)
    },
  }
}
export type Gate = Awaited<ReturnType<typeof createGate>>
