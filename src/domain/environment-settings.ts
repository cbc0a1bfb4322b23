import { z } from 'zod'

/** A region as AWS writes it. */
export const Region = z
  .string()
  .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'expected an AWS region such as us-east-1')

/** A log group of CloudWatch by its name. */
export const LogGroup = z
  .string()
  .regex(/^[\w./#-]{1,512}$/, 'expected the name of a log group such as /ecs/production/api')
