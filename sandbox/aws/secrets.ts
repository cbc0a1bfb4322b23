import { arn, ok, refuse, type Service } from './answer.ts'

/** Secrets Manager: secrets by their name. */
export function createSecrets() {
  const secrets = new Map<string, string>()
  const answers: Service['answers'] = {
    GetSecretValue({ SecretId }) {
      const value = secrets.get(SecretId)
      if (value === undefined)
        return refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
      return ok({ ARN: arn('secretsmanager', `secret:${SecretId}`), Name: SecretId, SecretString: value })
    },
  }
  return {
    answers,
    resource: ({ SecretId }) => arn('secretsmanager', `secret:${SecretId}`),
    set: (id: string, value: string): void => void secrets.set(id, value),
  } satisfies Service & Record<string, unknown>
}
