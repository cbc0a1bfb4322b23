--[[
  Saves everything that follows from one operation: all of it, or nothing.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     operation | how long to remember it (ms) | an operation that must be remembered, or '' | the new version
           deadline (real ms) | job id and token of the claim, or '' and ''
           changes: count, then each: incident id | expected version, or '' | state (opaque JSON) | opened at (ms) |
             1 when open | entries: count, then JSON each | names: count, then each
           orders: count, then each: id, kind, data (JSON), due (ms), earlier|replace
           cancelled: count, then job ids
           audit: count, then each: canonical JSON | its SHA-256
  Answer   saved | repeated | late | forgotten | taken-over | conflict
]]
local system = KEYS[1]
--- @include jobs.lua

local function changeArg()
  return {
    id = arg(), expected = arg(), state = arg(), openedAt = assert(tonumber(arg())), open = arg() == '1',
    entries = list(arg), names = list(arg),
  }
end

local operation, rememberMs, remembered, newVersion = arg(), assert(tonumber(arg())), arg(), arg()
local deadline, job, token = assert(tonumber(arg())), arg(), arg()
local changes, orders, cancelled = list(changeArg), list(orderArg), list(arg)
local audit = list(function() return { json = arg(), sha = arg() } end)

local known = redis.call('MGET', system .. 'operation:' .. operation, system .. 'operation:' .. remembered,
  system .. 'audit:head')
if known[1] then return 'repeated' end
if realNow() > deadline then return 'late' end
if remembered ~= '' and not known[2] then return 'forgotten' end
if job ~= '' and not claimedKind(job, token) then return 'taken-over' end
for _, change in ipairs(changes) do
  local version = redis.call('HGET', system .. 'incident:' .. change.id, 'version') or ''
  if version ~= change.expected then return 'conflict' end
end

local function write(change)
  redis.call('HSET', system .. 'incident:' .. change.id, 'version', newVersion, 'state', change.state)
  if change.expected == '' then redis.call('ZADD', system .. 'recent', change.openedAt, change.id) end
  if change.open then
    redis.call('ZADD', system .. 'open', change.openedAt, change.id)
  else
    redis.call('ZREM', system .. 'open', change.id)
  end
  if #change.entries > 0 then redis.call('RPUSH', system .. 'timeline:' .. change.id, unpack(change.entries)) end
  for _, name in ipairs(change.names) do redis.call('HSET', system .. 'names', name, change.id) end
end

redis.call('SET', system .. 'operation:' .. operation, 'saved', 'PX', rememberMs)
for _, change in ipairs(changes) do write(change) end
for _, id in ipairs(cancelled) do cancel(id) end
placeAll(orders)
local head = known[3] or ''
for _, entry in ipairs(audit) do
  head = redis.sha1hex(head .. entry.sha)
  redis.call('XADD', system .. 'audit', '*', 'entry', entry.json, 'sha256', entry.sha, 'head', head)
end
if #audit > 0 then redis.call('SET', system .. 'audit:head', head) end
return 'saved'
