/** Columns that PostgreSQL has renamed, by the view that had them. */
const renamed: { view: RegExp; from: string; to: string; since: number }[] = [
  ...['total', 'min', 'max', 'mean', 'stddev'].map(what => ({
    view: /\bpg_stat_statements\b/i,
    from: `${what}_time`,
    to: `${what}_exec_time`,
    since: 13,
  })),
  ...[
    ['procpid', 'pid'],
    ['current_query', 'query'],
    ['waiting', 'wait_event'],
  ].map(([from, to]) => ({
    view: /\bpg_stat_activity\b/i,
    from: from!,
    to: to!,
    since: from === 'waiting' ? 10 : 9,
  })),
]

/** What is told of a statement that asks for a column by its old name: it runs with the new one. */
export const renamedIn = (statement: string): string[] =>
  renamed
    .filter(({ view, from }) => view.test(statement) && new RegExp(`\\b${from}\\b`).test(statement))
    .map(({ from, to, since }) => `PostgreSQL calls ${from} ${to} since version ${since}`)
