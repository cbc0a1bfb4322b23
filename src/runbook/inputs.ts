import type { Choices, Input, InputKind } from '../domain/runbook/line.ts'

const kinds: [RegExp, InputKind][] = [
  // What a secret is called, is none.
  [/^(?!.*\b(?:name|id|arn)$).*(?:password|token|secret|api.?key|credential)/i, 'secret'],
  [/\b(?:time|date|day|since|until)\b/i, 'time'],
  [/\b(?:version|sha|tag|revision)\b/i, 'version'],
  [/\b(?:count|number|port|size|replicas)\b/i, 'number'],
]

const choices: [RegExp, Choices][] = [
  [/\btask\b(?!.*definition)/i, 'tasks'],
  [/\b(?:previous|new) (?:revision|version)\b|\brevision\b/i, 'revisions'],
  [/\bsnapshot\b/i, 'snapshots'],
  [/\b(?:log )?stream\b/i, 'log streams'],
  [/\bsg\b|\bsecurity group\b/i, 'security groups'],
  [/\bsubnet\b/i, 'subnets'],
  [/\btarget group\b/i, 'target groups'],
  [/\b(?:alb|load balancer)\b/i, 'load balancers'],
  [/\blistener\b/i, 'listeners'],
  [/\bcert(?:ificate)?\b/i, 'certificates'],
  [/\binstance\b/i, 'instances'],
  [/\bpod\b/i, 'pods'],
  [/^service$/i, 'services'],
  [/\b(?:image|sha|tag)\b/i, 'images'],
]

/** What a blank asks for, by what it is called. */
export function inputOf(name: string, example?: string): Input {
  const oneOf = name.split('|')
  if (oneOf.length > 1 && oneOf.every(one => one !== '')) return { name, kind: 'text', oneOf }
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
  const kind = kinds.find(([form]) => form.test(words))?.[1] ?? 'text'
  const offered = kind === 'secret' ? undefined : choices.find(([form]) => form.test(words))?.[1]
  return {
    name: words.toLowerCase(),
    kind,
    ...(example !== undefined && kind !== 'secret' && { example }),
    ...(offered && { choices: offered }),
  }
}

/** The same, for what has a value that it usually is: `${REGION:-eu-west-1}`. */
export function usualOf(name: string, usual: string | undefined): Input {
  const input = inputOf(name, usual)
  return input.example === undefined ? input : { ...input, usual: true }
}
