const secret = /pass|secret|token|key|credential/i

/** Whether a name says that what it stands for is a secret. */
export const isSecretName = (name: string): boolean => secret.test(name)
