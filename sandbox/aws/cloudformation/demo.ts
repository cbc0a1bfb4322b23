/** What a stack is made of, in two versions: what is committed by now, and what was deployed last. */
const template = (memory: number, more: string): string => `Parameters:
  DatabaseClass: { Type: String, Default: db.t3.small }
  DatabasePassword: { Type: String, NoEcho: true }
Resources:
  WeatherMonitor:
    Type: AWS::Lambda::Function
    Properties: { FunctionName: weather-monitor, MemorySize: ${memory} }
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: { Name: flight-schedule-pro }
  Database:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    Properties: { DBInstanceIdentifier: flight-schedule-pro, AllocatedStorage: 100 }
  OnCall:
    Type: AWS::SNS::Topic
    Properties: { TopicName: flight-schedule-pro-oncall }
${more}Outputs:
  ApiAddress: { Value: "https://api.flightschedulepro.com" }
`

export const committed = template(
  1024,
  `  Undelivered:
    Type: AWS::SQS::Queue
    Properties: { QueueName: undelivered }
`,
)
export const deployed = template(512, '')
