/** What PostgreSQL calls otherwise since a version: a column of a view, or a function. */
interface Renamed {
  view?: RegExp
  from: string
  to: string
  since: number
}

const of = (view: RegExp | undefined, since: number, names: Record<string, string>): Renamed[] =>
  Object.entries(names).map(([from, to]) => ({ ...(view && { view }), from, to, since }))

const renamed: Renamed[] = [
  ...of(/\bpg_stat_statements\b/i, 13, {
    total_time: 'total_exec_time',
    min_time: 'min_exec_time',
    max_time: 'max_exec_time',
    mean_time: 'mean_exec_time',
    stddev_time: 'stddev_exec_time',
  }),
  ...of(/\bpg_stat_statements\b/i, 17, {
    blk_read_time: 'shared_blk_read_time',
    blk_write_time: 'shared_blk_write_time',
  }),
  ...of(/\bpg_stat_activity\b/i, 9, { procpid: 'pid', current_query: 'query' }),
  ...of(/\bpg_stat_activity\b/i, 10, { waiting: 'wait_event' }),
  ...of(/\bpg_stat_replication\b/i, 10, {
    sent_location: 'sent_lsn',
    write_location: 'write_lsn',
    flush_location: 'flush_lsn',
    replay_location: 'replay_lsn',
  }),
  ...of(/\bpg_stat_bgwriter\b/i, 17, {
    checkpoints_timed: 'pg_stat_checkpointer.num_timed',
    checkpoints_req: 'pg_stat_checkpointer.num_requested',
    checkpoint_write_time: 'pg_stat_checkpointer.write_time',
    checkpoint_sync_time: 'pg_stat_checkpointer.sync_time',
    buffers_checkpoint: 'pg_stat_checkpointer.buffers_written',
  }),
  ...of(undefined, 10, {
    pg_xlog_location_diff: 'pg_wal_lsn_diff',
    pg_current_xlog_location: 'pg_current_wal_lsn',
    pg_current_xlog_insert_location: 'pg_current_wal_insert_lsn',
    pg_last_xlog_receive_location: 'pg_last_wal_receive_lsn',
    pg_last_xlog_replay_location: 'pg_last_wal_replay_lsn',
    pg_is_xlog_replay_paused: 'pg_is_wal_replay_paused',
    pg_xlogfile_name: 'pg_walfile_name',
    pg_switch_xlog: 'pg_switch_wal',
  }),
  ...of(undefined, 15, { pg_start_backup: 'pg_backup_start', pg_stop_backup: 'pg_backup_stop' }),
]

/** What is told of a statement that asks for something by its old name. */
export const renamedIn = (statement: string): string[] =>
  renamed
    .filter(
      ({ view, from }) => (!view || view.test(statement)) && new RegExp(`\\b${from}\\b`, 'i').test(statement),
    )
    .map(({ from, to, since }) => `PostgreSQL calls ${from} ${to} since version ${since}`)
