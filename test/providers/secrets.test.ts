import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAws, type SimulatedAws } from '../../sandbox/aws/aws.ts'
import { createAwsClients } from '../../src/providers/aws/clients.ts'
import { createSecrets } from '../../src/providers/secrets.ts'

let aws: SimulatedAws
beforeAll(async () => {
  aws = await createAws()
})
afterAll(() => aws.close())

const vault = { region: 'us-east-1' }
const secrets = () =>
  createSecrets(
    { CACHE_URL: 'redis://cache' },
    createAwsClients({ endpoint: aws.url, credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'x' } }),
  )

it('a secret is found in the environment', async () => {
  expect(await secrets().reveal({ secret: 'env:CACHE_URL' }, vault)).toBe('redis://cache')
  await expect(secrets().reveal({ secret: 'env:PATH' }, vault)).rejects.toMatchObject({
    message: "PATH is not set in Belay's environment: set it, and start Belay again",
    fault: { fault: 'refused', effect: 'none' },
  })
  expect(aws.asked).toEqual([])
})

it('a secret is found in Secrets Manager, anew each time', async () => {
  const { reveal } = secrets()
  aws.secrets.set('shop/redis', 'rediss://:one@cache\n')
  expect(await reveal({ secret: 'sm:shop/redis' }, vault)).toBe('rediss://:one@cache')
  aws.secrets.set('shop/redis', 'rediss://:two@cache')
  expect(await reveal({ secret: 'sm:shop/redis' }, vault)).toBe('rediss://:two@cache')
})

it('a secret that is not there, or not for Belay, is said by its name', async () => {
  const { reveal } = secrets()
  await expect(reveal({ secret: 'sm:nobody' }, vault)).rejects.toMatchObject({
    name: 'OutsideError',
    message: 'there is no secret nobody in Secrets Manager',
  })
  aws.fault('secretsmanager:*', 'denied')
  await expect(reveal({ secret: 'sm:shop/redis' }, vault)).rejects.toMatchObject({
    message: expect.stringContaining(
      'Policy to add: {"Effect":"Allow","Action":"secretsmanager:GetSecretValue"',
    ),
  })
})
