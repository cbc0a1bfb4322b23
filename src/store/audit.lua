--[[
  What the scripts that write the audit share. Included after jobs.lua.

  audit        a stream of entries: what happened (canonical JSON), its SHA-256, and the heads of the chain before it and
               with it at its end
  audit:head   the head of the last one
]]
local function auditArg()
  return { json = arg(), sha = arg() }
end

-- Continues the chain from its head; entries from before `since` (real ms) go, as far as whole nodes of the stream do.
local function appendAudit(head, entries, since)
  if #entries == 0 then return end
  head = head or ''
  for _, entry in ipairs(entries) do
    local before = head
    head = redis.sha1hex(before .. entry.sha)
    redis.call('XADD', system .. 'audit', 'MINID', '~', since, '*', 'entry', entry.json, 'sha256', entry.sha,
      'before', before, 'head', head)
  end
  redis.call('SET', system .. 'audit:head', head)
end
