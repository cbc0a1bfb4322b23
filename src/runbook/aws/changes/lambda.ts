import { inputOf } from '../../inputs.ts'
import { type Change, isFile, only } from './change.ts'

const ours = 'a deploy takes that of a version, from where the system file says'

export const lambdaChanges: Change[] = [
  {
    of: 'lambda update-function-code',
    takes: ['FunctionName', 'ZipFile', 'S3Bucket', 'S3Key', 'ImageUri', 'Publish'],
    as: ({ FunctionName: lambda, ZipFile: file, ...others }) =>
      isFile(file) && only(others, 'Publish')
        ? {
            operation: 'deploy',
            input: { version: [{ of: 'input', input: inputOf('version') }] },
            on: { ...(lambda && { lambda }) },
            troubles: [`the file is not sent: ${ours}`],
          }
        : { byHand: `it names a package of its own: ${ours}` },
  },
  {
    of: 'lambda update-function-configuration',
    as: input =>
      input.MemorySize && only(input, 'FunctionName', 'MemorySize')
        ? {
            operation: 'lambda memory',
            input: { memory: input.MemorySize },
            on: { ...(input.FunctionName && { lambda: input.FunctionName }) },
          }
        : undefined,
  },
  {
    of: 'lambda put-provisioned-concurrency-config',
    takes: ['FunctionName', 'Qualifier', 'ProvisionedConcurrentExecutions'],
    as: ({ FunctionName: lambda, ProvisionedConcurrentExecutions: count }) => ({
      operation: 'lambda concurrency',
      input: { ...(count && { count }) },
      on: { ...(lambda && { lambda }) },
    }),
  },
  {
    of: 'lambda update-alias',
    as: input =>
      input.FunctionVersion && only(input, 'FunctionName', 'Name', 'FunctionVersion')
        ? {
            operation: 'lambda shift',
            input: { version: input.FunctionVersion },
            on: { ...(input.FunctionName && { lambda: input.FunctionName }) },
          }
        : undefined,
  },
]
