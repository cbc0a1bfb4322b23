import { z } from 'zod'
import { deployBranchModal, deployModal, whichServiceModal } from '../blocks/modal-change.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { toChoice } from '../src/operations/version.ts'
import { versionMisfit } from '../src/operations/version-typed.ts'
import { servicesOf, subjectOf } from './about.ts'
import { type ChangeCall, changeArgs } from './change-args.ts'
import { Weight } from './lambda/weight.ts'
import { ask } from './reply.ts'
import { request } from './request.ts'

export const deploy: Command = systemCommand({
  name: 'deploy',
  knownAs: ['kubectl set image', 'release'],
  summary: 'Deploy a version of a service',
  more: 'Or of all; alone, a form with the versions there are.',
  example: 'deploy {service} {version}',
  needs: ['deploy'],
  args: z.object({
    version: z.string().trim().describe('a version').optional(),
    /** Chosen in the form; another that is typed there counts more. */
    known: z.string().optional().meta({ carried: true }),
    branch: z
      .string()
      .trim()
      .describe('a branch')
      .meta({ help: 'from which a workflow of GitHub deploys' })
      .optional(),
    force: z.boolean().default(false).meta({ help: 'also what a workflow would leave out as unchanged' }),
    weight: Weight.optional(),
    ...changeArgs,
  }),
  positional: ['service', 'version'],
  takesAll: true,
  permission: 'operators',
  misfits({ system: name, environment = '', service = '', version }, systems) {
    const place = systems.find(({ system }) => system === name)?.environments[environment]
    const settings = place?.services[service]
    const fault = settings && version?.trim() ? versionMisfit(settings, version.trim()) : undefined
    return fault === undefined ? {} : { version: fault }
  },
  async run(call) {
    const { args } = call
    const { branch, force, confirm, service, known, weight } = args
    const version = args.version || known
    const isAsked = version !== undefined || branch !== undefined || args['dry-run']
    if (!isAsked) return form(call, weight)
    return request(call, {
      operation: 'deploy',
      all: service === 'all',
      input: {
        ...(version !== undefined && { version }),
        ...(branch !== undefined && { branch }),
        ...(force && { force }),
        ...(weight !== undefined && { weight }),
        ...(confirm !== undefined && { confirm: confirm.toLowerCase() }),
      },
    })
  },
})

/** Asks for what is missing: which service, and of that which version. */
async function form(call: ChangeCall, weight: number | undefined) {
  const { system, environment, faces } = call
  const { service, services } = servicesOf(call)
  const [only] = services
  const subject = subjectOf(call, 'deploy', service, { weight })
  if (service === undefined && only !== undefined)
    return ask(whichServiceModal('Deploy', subject, [...services, 'all']))
  const one = service === 'all' ? only : service
  const versions = (await faces.inTime(faces.versions.of(system, environment, one))) ?? []
  const now = service === 'all' ? undefined : versions.find(({ isNow }) => isNow)?.name
  const github =
    one === undefined ? undefined : system.environments[environment]?.services[one]?.deploy?.github
  return ask(
    github
      ? deployBranchModal(subject, github.ref, takesVersion(github.inputs) ? versions.map(toChoice) : [])
      : deployModal({ ...subject, now }, versions.map(toChoice)),
  )
}

const takesVersion = (inputs: Record<string, string>): boolean =>
  Object.values(inputs).some(pattern => pattern.includes('{version}'))
