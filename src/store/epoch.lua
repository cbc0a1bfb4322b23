--[[
  Compares what a process has seen of a system with what Redis holds. Where Redis holds less, history is lost: the next
  epoch begins, with the jobs and the audit entries that tell of it.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     deadline (real ms) | what the process remembers, or '' of each: the epoch, an operation, the version that it wrote
           the next epoch
           orders: count, then each: id, kind, data (JSON), due (ms), earlier|replace
           audit: how long it is kept (ms) | count, then each: canonical JSON | its SHA-256
  Answer   the epoch that holds now, or `late`
]]
local system = KEYS[1]
--- @include jobs.lua
--- @include ordering.lua
--- @include audit.lua

local deadline, remembered, operation, written, next = assert(tonumber(arg())), arg(), arg(), arg(), arg()
local orders, keepAuditMs, audit = list(orderArg), assert(tonumber(arg())), list(auditArg)
local now = realNow()
if isOutOfTime(deadline, now) then return 'late' end

local function number(epoch)
  return tonumber(string.match(epoch, '^%d+'))
end

local current = redis.call('GET', system .. 'epoch')
if remembered == '' then
  if not current then redis.call('SET', system .. 'epoch', next) end
  return current or next
end
if current == remembered then
  -- Another process may have done it again since it was lost.
  if operation == '' or redis.call('GET', system .. 'operation:' .. operation) == written then return current end
elseif current and number(current) > number(remembered) then
  return current
end
redis.call('SET', system .. 'epoch', next)
placeAll(orders)
appendAudit(redis.call('GET', system .. 'audit:head'), audit, now - keepAuditMs)
return next
