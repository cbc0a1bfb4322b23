import { z } from 'zod'
import { Milliseconds, milliseconds, shortestMs } from './duration.ts'
import { Secret } from './secret.ts'
import { Name } from './setting.ts'
import { percent } from './thresholds.ts'

/** What stands open no longer than this, whatever a system file allows, in milliseconds. */
export const longestExposureMs = 3_600_000

const Rds = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,62}$/, 'expected the identifier of an RDS instance')

/** A security group of EC2 by its id. */
const SecurityGroup = z
  .string()
  .regex(/^sg-[0-9a-f]{8,17}$/, 'expected the id of a security group such as sg-0a1b2c3d4e5f60718')

/** What the team relies on of its automatic backups. The window is in UTC, as AWS has it. */
const Backups = z.strictObject({
  retention: Milliseconds,
  window: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a window in UTC as 03:00-04:00')
    .optional(),
})

/**
 * That people may open it to one address of the internet in an emergency, and for how long at most. The group is one of
 * its own; it can be left out where it has one only.
 */
const EmergencyAccess = z.strictObject({
  securityGroup: SecurityGroup.optional(),
  longest: milliseconds(
    shortestMs,
    longestExposureMs,
    'an hour is the most that a database stands open',
  ).default(longestExposureMs),
})

/** Of a week, in UTC, as AWS has it. */
const MaintenanceWindow = z
  .string()
  .regex(
    /^(?:mon|tue|wed|thu|fri|sat|sun) (?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d$/,
    'expected a window of the week in UTC as sun 03:00-04:00',
  )

/** A query that people may have explained, by its name: of one collection, as MongoDB's own `find` takes it. */
export const MongoQuery = z.strictObject({
  collection: z.string().regex(/^[\w.-]{1,120}$/, 'expected the name of a collection'),
  filter: z.record(z.string(), z.json()).default({}),
  sort: z.record(z.string(), z.union([z.literal(1), z.literal(-1)])).optional(),
})

export type MongoQuery = z.infer<typeof MongoQuery>

/**
 * A database: an instance of RDS, a PostgreSQL that Belay may ask with a role that only reads (`url`) and one that may
 * tidy up (`maintenance`), a MongoDB, likewise with one user that reads and one that may more.
 */
export const Database = z
  .strictObject({
    rds: Rds.optional(),
    backups: Backups.optional(),
    /** Whether a second one stands ready in another zone, as the team relies on it. */
    multiAz: z.boolean().optional(),
    emergencyAccess: EmergencyAccess.optional(),
    /** A query that runs for longer runs for long, and a connection that is idle for longer is not needed. */
    longQuery: Milliseconds.optional(),
    longIdle: Milliseconds.optional(),
    /** When AWS may bring the instance up to date. */
    maintenanceWindow: MaintenanceWindow.optional(),
    /** Of its processor, more is told as too much. */
    cpuPercent: percent.optional(),
    url: Secret.optional(),
    maintenance: Secret.optional(),
    mongodb: z
      .strictObject({
        url: Secret,
        maintenance: Secret.optional(),
        queries: z.record(Name, MongoQuery).default({}),
      })
      .optional(),
  })
  .refine(({ rds, url, mongodb }) => rds ?? url ?? mongodb, 'expected rds, url or mongodb: where it is found')
  .refine(
    ({ rds, emergencyAccess }) => rds ?? !emergencyAccess,
    'expected rds, the instance that is opened, beside emergencyAccess',
  )
  .refine(
    ({ url, maintenance }) => url || !maintenance,
    'expected url, a role that only reads, beside maintenance',
  )
export type Database = z.infer<typeof Database>

const CacheUrl = z
  .string()
  .refine(
    url => URL.canParse(url) && /^rediss?:$/.test(new URL(url).protocol) && !new URL(url).password,
    'expected redis://host:port or rediss://host:port; one with a password is a secret: { secret: env:NAME } or { secret: sm:ID }',
  )

/** A Redis, which may be a replication group of ElastiCache, and the least share of hits in percent that is fine. */
export const Cache = z.strictObject({
  url: z.union([Secret, CacheUrl]),
  elasticache: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,49}$/, 'expected the identifier of a replication group of ElastiCache')
    .optional(),
  hits: z.number().min(0).max(100).optional(),
})
export type Cache = z.infer<typeof Cache>
