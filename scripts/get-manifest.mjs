// The Slack CLI's get-manifest hook: it wants JSON, people want YAML with comments.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

console.log(JSON.stringify(parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'))))
