--[[
  Saves everything that follows from one operation: all of it, or nothing.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     operation | how long to remember it (ms) | what Redis must know: the epoch, and an operation with
           the version that it wrote, or '' and '' | the new version | deadline (real ms) | job id and token of the claim, or '' and ''
           changes: count, then each: kind | id | expected version, or '' | state (opaque JSON), or '' to drop it
             places: count, then each: set | put|new|known|out | score, or '' for the real time
             entries: count, then JSON each | names: count, then each
           orders: count, then each: id, kind, data (JSON), due (ms), earlier|replace
           cancelled: count, then job ids
           how long a resolved incident is kept (ms) | how long the audit is (ms)
           audit: count, then each: canonical JSON | its SHA-256
  Answer   saved | repeated | late | forgotten | taken-over | conflict
]]
local system = KEYS[1]
--- @include jobs.lua
--- @include ordering.lua
--- @include audit.lua
--- @include forget.lua

local function placeArg()
  return { set = arg(), how = arg(), score = arg() }
end

local function changeArg()
  local kind, id = arg(), arg()
  return {
    kind = kind, id = id, key = system .. kind .. ':' .. id, expected = arg(), state = arg(),
    places = list(placeArg), entries = list(arg), names = list(arg),
  }
end

local operation, rememberMs, epoch, remembered, written = arg(), assert(tonumber(arg())), arg(), arg(), arg()
local newVersion, deadline, job, token = arg(), assert(tonumber(arg())), arg(), arg()
local changes, orders, cancelled = list(changeArg), list(orderArg), list(arg)
local keepMs, keepAuditMs, audit = assert(tonumber(arg())), assert(tonumber(arg())), list(auditArg)
local now = realNow()

local known = redis.call('MGET', system .. 'operation:' .. operation, system .. 'operation:' .. remembered,
  system .. 'epoch', system .. 'audit:head')
if known[1] then return 'repeated' end
if isOutOfTime(deadline, now) then return 'late' end
if known[3] ~= epoch or (remembered ~= '' and known[2] ~= written) then return 'forgotten' end
if job ~= '' and not claimedKind(job, token) then return 'taken-over' end
for _, change in ipairs(changes) do
  local version = redis.call('HGET', change.key, 'version') or ''
  if version ~= change.expected then return 'conflict' end
end

-- In a sorted set: put there, only if it is new or known there, or taken out.
local function enlist(change, place)
  local set = system .. place.set
  local score = place.score == '' and now or place.score
  if place.how == 'out' then redis.call('ZREM', set, change.id)
  elseif place.how == 'put' then redis.call('ZADD', set, score, change.id)
  else redis.call('ZADD', set, place.how == 'new' and 'NX' or 'XX', score, change.id) end
end

local function write(change)
  if change.state == '' then
    redis.call('DEL', change.key)
  else
    local fields, names = { 'version', newVersion, 'state', change.state }, {}
    for _, name in ipairs(change.names) do
      table.insert(fields, 'name:' .. name)
      table.insert(fields, 1)
      table.insert(names, name)
      table.insert(names, change.id)
    end
    redis.call('HSET', change.key, unpack(fields))
    if #names > 0 then redis.call('HSET', system .. 'names', unpack(names)) end
  end
  for _, place in ipairs(change.places) do enlist(change, place) end
  if #change.entries > 0 then redis.call('RPUSH', system .. 'timeline:' .. change.id, unpack(change.entries)) end
end

redis.call('SET', system .. 'operation:' .. operation, newVersion, 'PX', rememberMs)
for _, change in ipairs(changes) do
  write(change)
  if change.expected == '' then forgetBefore(now - keepMs, change.kind) end
end
for _, id in ipairs(cancelled) do cancel(id) end
placeAll(orders)
appendAudit(known[4], audit, now - keepAuditMs)
return 'saved'
