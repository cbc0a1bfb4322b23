import { parse } from 'yaml'
import type { System } from '../../src/domain/system.ts'
import { SystemFile } from '../../src/domain/system-file.ts'

/** The example that the documentation shows, with both ways to deploy. */
export const example = `
system: learnbot
title: LearnBot
runbook: learnbot.md
businessHours: { timezone: America/New_York, days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00" }
people: { responders: ["@learnbot-oncall"], operators: ["@learnbot-oncall"], approvers: ["@learnbot-leads"] }
severities:
  P1: { acknowledge: 15m, update: 30m, postmortem: 48h, page: true }
  P2: { acknowledge: 1h }
  P3: { acknowledge: 4 business hours }
  P4: { acknowledge: next business day }
escalation:
  - { notify: ["@learnbot-oncall"] }
  - { notify: ["@learnbot-leads"], wait: 30m }
  - { notify: [cto@learnbot.example.com], wait: 1h, only: [P1] }
pagerduty: { services: [PLEARN1], severity: { priority: { P1: P1 }, urgency: { high: P2, low: P3 } } }
alertmanager: { url: "http://alertmanager:9093" }
environments:
  production:
    channel: "#learnbot-alerts"
    region: us-east-1
    approvals: { required: 1, expire: 15m, confirm: deploy, breakGlass: true }
    services:
      api-gateway:
        health: https://api.learnbot.example.com/health
        ecs: { cluster: learnbot-production-cluster, service: learnbot-production-api-gateway }
        logs: /ecs/learnbot-production/api-gateway
        scale: { min: 2, max: 10 }
        deploy: { version: "^[0-9a-f]{40}$", ecs: { container: api-gateway, image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/api-gateway:{version}" } }
      frontend:
        deploy: { version: "^[0-9a-f]{40}$", github: { repo: learnbot/learnbot, workflow: deploy-production.yml, ref: main, inputs: { image_tag: "{version}" } } }
  staging: { channel: C0STAGING }
`

// biome-ignore lint/suspicious/noExplicitAny: a draft of a file may hold anything.
type Draft = any

/** The example with something changed in it, not yet checked. */
export function draft(change: (file: Draft) => void = () => {}): unknown {
  const file: Draft = parse(example)
  change(file)
  return file
}

export const system = (change?: (file: Draft) => void): System => SystemFile.parse(draft(change))
