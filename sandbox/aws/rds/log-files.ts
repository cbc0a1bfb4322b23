import { ok, refuse, type Service } from '../answer.ts'
import { pageOf } from '../form.ts'

export interface LogFile {
  instance: string
  name: string
  /** Milliseconds since the epoch. */
  writtenAt: number
  text: string
}

/** Log files of instances. */
export function createLogFiles() {
  const files: LogFile[] = []
  const answers: Service['answers'] = {
    DescribeDBLogFiles(input) {
      const own = files.filter(({ instance }) => instance === input.DBInstanceIdentifier)
      const { page, more } = pageOf(own, input)
      return ok({
        DescribeDBLogFiles: {
          DescribeDBLogFilesDetails: page.map(({ name, writtenAt, text }) => ({
            LogFileName: name,
            LastWritten: writtenAt,
            Size: Buffer.byteLength(text),
          })),
        },
        ...more,
      })
    },
    DownloadDBLogFilePortion({ DBInstanceIdentifier: of, LogFileName, NumberOfLines = '1000' }) {
      const file = files.find(({ instance, name }) => instance === of && name === LogFileName)
      if (!file) return refuse('DBLogFileNotFoundFault', `DBLog File: ${LogFileName}, is not found`, 404)
      const lines = file.text.split('\n')
      return ok({
        LogFileData: lines.slice(-Number(NumberOfLines)).join('\n'),
        Marker: '0',
        AdditionalDataPending: false,
      })
    },
  }
  return { answers, write: (file: LogFile): void => void files.push(file) }
}
