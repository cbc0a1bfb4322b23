--[[
  What the scripts that write the audit share. Included after jobs.lua.

  audit        a stream of entries: what happened (canonical JSON), its SHA-256, and the heads of the chain before it and
               with it at its end
  audit:head   the head of the last one
]]
local function auditArg()
  return { json = arg(), sha = arg() }
end

-- Continues the chain from its head. Entries from before `since` (real ms) go, as far as whole nodes of the stream do,
-- but for the last of them: so the first that is kept tells whether those before it were due to go.
local function appendAudit(head, entries, since)
  if #entries == 0 then return end
  head = head or ''
  -- Backwards from before its first entry Redis would go through the whole stream.
  local anyDue = redis.call('XRANGE', system .. 'audit', '-', since - 1, 'COUNT', 1)[1]
  local lastDue = anyDue and redis.call('XREVRANGE', system .. 'audit', since - 1, '-', 'COUNT', 1)[1]
  for _, entry in ipairs(entries) do
    local before = head
    head = redis.sha1hex(before .. entry.sha)
    redis.call('XADD', system .. 'audit', '*', 'entry', entry.json, 'sha256', entry.sha, 'before', before,
      'head', head)
  end
  if lastDue then redis.call('XTRIM', system .. 'audit', 'MINID', '~', lastDue[1]) end
  redis.call('SET', system .. 'audit:head', head)
end
