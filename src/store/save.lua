--[[
  Saves everything that follows from one operation: all of it, or nothing.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     operation | how long to remember it (ms) | the epoch and an operation, or '', that Redis must know
           the new version | deadline (real ms) | job id and token of the claim, or '' and ''
           changes: count, then each: incident id | expected version, or '' | state (opaque JSON) | opened at (ms) |
             1 when open | its weight | the list of those without a card | 1 when nobody has answered it
             entries: count, then JSON each | names: count, then each
           orders: count, then each: id, kind, data (JSON), due (ms), earlier|replace
           cancelled: count, then job ids
           how long a resolved incident is kept (ms) | how long the audit is (ms)
           audit: count, then each: canonical JSON | its SHA-256
  Answer   saved | repeated | late | forgotten | taken-over | conflict
]]
local system = KEYS[1]
--- @include jobs.lua
--- @include audit.lua
--- @include forget.lua

local function changeArg()
  return {
    id = arg(), expected = arg(), state = arg(), openedAt = assert(tonumber(arg())), open = arg() == '1',
    weight = assert(tonumber(arg())), withoutCard = arg(), unanswered = arg() == '1',
    entries = list(arg), names = list(arg),
  }
end

local operation, rememberMs, epoch, remembered = arg(), assert(tonumber(arg())), arg(), arg()
local newVersion, deadline, job, token = arg(), assert(tonumber(arg())), arg(), arg()
local changes, orders, cancelled = list(changeArg), list(orderArg), list(arg)
local keepMs, keepAuditMs, audit = assert(tonumber(arg())), assert(tonumber(arg())), list(auditArg)
local now = realNow()

local known = redis.call('MGET', system .. 'operation:' .. operation, system .. 'operation:' .. remembered,
  system .. 'epoch', system .. 'audit:head')
if known[1] then return 'repeated' end
if now > deadline then return 'late' end
if known[3] ~= epoch or (remembered ~= '' and not known[2]) then return 'forgotten' end
if job ~= '' and not claimedKind(job, token) then return 'taken-over' end
for _, change in ipairs(changes) do
  local version = redis.call('HGET', system .. 'incident:' .. change.id, 'version') or ''
  if version ~= change.expected then return 'conflict' end
end

-- Puts it where it belongs in the lists by weight. It leaves the list of those without a card when its card is there.
local function enlist(change)
  local isNew = change.expected == ''
  redis.call('ZADD', system .. 'list:' .. change.withoutCard, isNew and 'NX' or 'XX', change.weight, change.id)
  if change.unanswered then
    redis.call('ZADD', system .. 'list:unanswered', change.weight, change.id)
  else
    redis.call('ZREM', system .. 'list:unanswered', change.id)
  end
end

local function write(change)
  local key = system .. 'incident:' .. change.id
  redis.call('HSET', key, 'version', newVersion, 'state', change.state)
  if change.expected == '' then redis.call('ZADD', system .. 'recent', change.openedAt, change.id) end
  if change.open then
    local added = redis.call('ZADD', system .. 'open', change.openedAt, change.id) == 1
    if added and change.expected ~= '' then redis.call('ZREM', system .. 'closed', change.id) end
  else
    redis.call('ZREM', system .. 'open', change.id)
    redis.call('ZADD', system .. 'closed', now, change.id)
  end
  enlist(change)
  if #change.entries > 0 then redis.call('RPUSH', system .. 'timeline:' .. change.id, unpack(change.entries)) end
  for _, name in ipairs(change.names) do
    redis.call('HSET', system .. 'names', name, change.id)
    redis.call('HSET', key, 'name:' .. name, 1)
  end
end

redis.call('SET', system .. 'operation:' .. operation, 'saved', 'PX', rememberMs)
local opens = false
for _, change in ipairs(changes) do
  write(change)
  opens = opens or change.expected == ''
end
if opens then forgetBefore(now - keepMs) end
for _, id in ipairs(cancelled) do cancel(id) end
placeAll(orders)
appendAudit(known[4], audit, now - keepAuditMs)
return 'saved'
