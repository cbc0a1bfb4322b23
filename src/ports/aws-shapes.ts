/** What AWS takes as an argument, or answers. */
export type Shape =
  | { is: 'text' | 'number' | 'boolean' | 'time' | 'bytes' | 'json' }
  | { is: 'list' | 'map'; of: () => Shape }
  | Structure

export interface Structure {
  is: 'structure'
  members: ReadonlyMap<string, () => Shape>
  required: readonly string[]
}

/** One operation of a service: `DescribeServices`. */
export interface AwsOperation {
  name: string
  input: Structure
  output: Structure
}

/** What a service can be asked, under AWS's own names. */
export interface AwsService {
  operations: ReadonlyMap<string, AwsOperation>
  /** What can be waited for: `ServicesStable`. */
  waiters: readonly string[]
}

/** The API of AWS's services, by the names that the command line has for them. */
export interface AwsShapes {
  /** Loads what is known of a service; undefined where Belay does not know it. */
  service(name: string): Promise<AwsService | undefined>
  /** The regions that there are, as far as the SDK knows: AWS opens new ones every year. */
  regions(): Promise<readonly string[]>
}
