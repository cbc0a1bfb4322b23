import { createHash } from 'node:crypto'
import { arn, ok, refuse, type Service } from './answer.ts'
import { createParameters } from './parameters.ts'

interface Document {
  content: string
  /** Each with its default, where it has one. */
  parameters: Record<string, string | undefined>
}

interface Machine {
  id: string
  name: string
  tags: Record<string, string>
  isOnline: boolean
}

/** What a document does in here: what it prints, how long it takes in milliseconds, and how it ends. */
interface Outcome {
  prints: string
  errors?: string
  takesMs?: number
  exit?: number
}

interface Sent {
  id: string
  document: string
  machine: string
  parameters: Record<string, string[]>
  comment: string
  at: number
  outcome: Outcome
  cancelledAt?: number
}

/** AWS Systems Manager: documents, machines, what is run by the ones on the others, and parameters. */
export function createSsm(now: () => number) {
  const documents = new Map<string, Document>()
  const machines: Machine[] = []
  const sent: Sent[] = []
  let outcomes: (document: string, parameters: Record<string, string[]>) => Outcome = document => ({
    prints: `${document}: done`,
  })

  const hashOf = ({ content }: Document) => createHash('sha256').update(content).digest('hex')

  function invocation({ id, machine, document, at, outcome, cancelledAt }: Sent) {
    const { prints, errors = '', takesMs = 5_000, exit = 0 } = outcome
    const isOver = now() >= at + takesMs
    const status =
      cancelledAt !== undefined ? 'Cancelled' : !isOver ? 'InProgress' : exit === 0 ? 'Success' : 'Failed'
    return {
      CommandId: id,
      InstanceId: machine,
      DocumentName: document,
      Status: status,
      StatusDetails: status,
      ResponseCode: status === 'InProgress' ? -1 : exit,
      StandardOutputContent: isOver ? prints : '',
      StandardErrorContent: isOver ? errors : '',
    }
  }

  const parameters = createParameters()
  const answers: Service['answers'] = {
    ...parameters.answers,
    DescribeDocument({ Name }) {
      const found = documents.get(Name)
      if (!found) return refuse('InvalidDocument', `Document with name ${Name} does not exist.`)
      return ok({
        Document: {
          Name,
          Hash: hashOf(found),
          HashType: 'Sha256',
          DocumentVersion: '1',
          DefaultVersion: '1',
          Status: 'Active',
          DocumentType: 'Command',
          Parameters: Object.entries(found.parameters).map(([name, usual]) => ({
            Name: name,
            Type: 'String',
            ...(usual !== undefined && { DefaultValue: usual }),
          })),
        },
      })
    },

    DescribeInstanceInformation: ({ Filters = [] }: { Filters?: { Key: string; Values: string[] }[] }) =>
      ok({
        InstanceInformationList: machines
          .filter(({ tags }) =>
            Filters.every(({ Key, Values }) => Values.includes(tags[Key.replace('tag:', '')] ?? '')),
          )
          .map(({ id, name, isOnline }) => ({
            InstanceId: id,
            ComputerName: name,
            PingStatus: isOnline ? 'Online' : 'ConnectionLost',
            PlatformType: 'Linux',
          })),
      }),

    SendCommand({ DocumentName, DocumentHash, InstanceIds = [], Parameters = {}, Comment = '' }) {
      const found = documents.get(DocumentName)
      if (!found) return refuse('InvalidDocument', `Document with name ${DocumentName} does not exist.`)
      if (DocumentHash !== hashOf(found)) return refuse('InvalidDocumentContent', 'The hash does not match.')
      const [machine] = InstanceIds as string[]
      if (!machines.some(({ id }) => id === machine))
        return refuse('InvalidInstanceId', 'Instances not in a valid state for account')
      const one: Sent = {
        id: `0c0ffee0-0000-4000-8000-${String(sent.length + 1).padStart(12, '0')}`,
        document: DocumentName,
        machine: machine!,
        parameters: Parameters,
        comment: Comment,
        at: now(),
        outcome: outcomes(DocumentName, Parameters),
      }
      sent.push(one)
      return ok({ Command: { CommandId: one.id, Comment, Status: 'Pending' } })
    },

    ListCommands({ InstanceId, Filters = [] }: { InstanceId?: string; Filters?: { value: string }[] }) {
      const [{ value: document } = { value: undefined }] = Filters
      return ok({
        Commands: sent
          .filter(one => one.machine === InstanceId && (document === undefined || one.document === document))
          .map(one => ({ CommandId: one.id, Comment: one.comment, DocumentName: one.document })),
      })
    },

    GetCommandInvocation({ CommandId }) {
      const found = sent.find(({ id }) => id === CommandId)
      return found ? ok(invocation(found)) : refuse('InvocationDoesNotExist', 'It does not exist.')
    },

    CancelCommand({ CommandId }) {
      const found = sent.find(({ id }) => id === CommandId)
      if (!found) return refuse('InvalidCommandId', 'It does not exist.')
      found.cancelledAt ??= now()
      return ok()
    },
  }

  return {
    answers,
    resource: ({ DocumentName = '*', Name = '' }) =>
      arn('ssm', Name.startsWith('/') ? `parameter${Name}` : `document/${DocumentName}`),
    parameters,
    /** A document that is there, or is another from now on. */
    define: (name: string, parameters: Document['parameters'] = {}, content = name): void =>
      void documents.set(name, { content, parameters }),
    machine(machine: Machine): void {
      const at = machines.findIndex(({ id }) => id === machine.id)
      if (at < 0) machines.push(machine)
      else machines[at] = machine
    },
    machines: (): Machine[] => [...machines],
    /** What documents do from now on. */
    script: (outcome: typeof outcomes): void => void (outcomes = outcome),
    /** What was run, oldest first. */
    ran: () => sent.map(({ document, machine, parameters }) => ({ document, machine, parameters })),
  } satisfies Service & Record<string, unknown>
}
