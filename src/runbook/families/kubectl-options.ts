/** Options that take a value. */
export const valued = [
  'n',
  'namespace',
  'l',
  'selector',
  'c',
  'container',
  'o',
  'output',
  'tail',
  'since',
  'since-time',
  'replicas',
  'to-revision',
  'field-selector',
  'sort-by',
  'context',
  'cluster',
  'kubeconfig',
  'server',
  's',
  'f',
  'timeout',
]

/** Options that say which cluster, and where in it. */
export const where = ['n', 'namespace', 'context', 'cluster', 'server', 's']

/** Options that count for each, or that change nothing of what Belay shows. */
export const takes: Record<string, string[]> = {
  get: 'l selector field-selector A all-namespaces o output sort-by w watch no-headers'.split(' '),
  describe: [],
  top: 'A all-namespaces sort-by l selector no-headers'.split(' '),
  logs: 'f follow tail since c container p previous timestamps l selector all-containers'.split(' '),
  events: ['A', 'all-namespaces', 'w', 'watch'],
  'rollout status': ['w', 'watch', 'timeout'],
  'rollout undo': ['to-revision'],
  scale: ['replicas', 'timeout'],
  exec: ['i', 't', 'stdin', 'tty', 'c', 'container'],
}

/** Whether a verb only looks. */
export const isReadOnly = (said: string): boolean =>
  ['get', 'describe', 'top', 'logs', 'events', 'rollout status', 'rollout history'].includes(said)
