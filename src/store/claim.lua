--[[
  Claims jobs whose time has come, the weightiest first; within a weight those that a lost worker left, then by time.
  Each kind has sets of its own, so that jobs of kinds this process does not know stand in nobody's way.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     deadline (real ms) | limit | lease (ms) | token prefix
           the clock's time | the real time at which it showed that | its rate
           weights: count, then each: kinds: count, then each
  Answer   real ms until there may be more to claim, 0 beside claims, or -1; -2 when the deadline has passed
           then each claim:
           { id, kind, data, token, generation, due (ms), late by (real ms), attempts, workers lost in a row,
             1 when it was tried before }
]]
local system = KEYS[1]
--- @include jobs.lua

local deadline, limit, leaseMs, prefix = assert(tonumber(arg())), assert(tonumber(arg())), assert(tonumber(arg())), arg()
local base, since, rate = assert(tonumber(arg())), assert(tonumber(arg())), assert(tonumber(arg()))
local weights = list(function() return list(arg) end)

local real = realNow()
local now = base + (real - since) * rate
local claims = {}
if real > deadline then return { -2 } end

-- A job that outlives its workers rests, from the third on, for 10 s and so on up to 5 min, so that it does not end
-- them all; by its name more or less of that, so that those that were lost beside it come apart from it.
local function restAfter(lost, id)
  if lost < 3 then return 0 end
  local scatter = tonumber(string.sub(redis.sha1hex(id .. lost), 1, 4), 16) / 65536
  return math.min(300000, 10000 * 2 ^ (lost - 3)) * (1 - scatter / 2)
end

-- What has been claimed of each kind: ids, and with the ends of their leases.
local taken = {}

local function claim(id, kind, due)
  local key = jobKey(id)
  local job = redis.call('HMGET', key, 'data', 'generation', 'due', 'lost', 'why', 'attempts')
  if not job[1] then return drop(id, kind) end
  local token, attempts = prefix .. ':' .. (#claims + 1), (tonumber(job[6]) or 0) + 1
  redis.call('HSET', key, 'token', token, 'attempts', attempts)
  local of = taken[kind] or { ids = {}, leases = {} }
  taken[kind] = of
  of.ids[#of.ids + 1] = id
  of.leases[#of.leases + 1] = real + leaseMs
  of.leases[#of.leases + 1] = id
  local late = math.max(0, math.floor((now - due) / rate))
  local lost, before = tonumber(job[4]) or 0, job[5] and 1 or 0
  claims[#claims + 1] = { id, kind, job[1], token, tonumber(job[2]), job[3], late, attempts, lost, before }
end

-- The earliest of these kinds in their sets, up to a score.
local function earliest(set, kinds, upTo)
  local found = {}
  for _, kind in ipairs(kinds) do
    local ids = redis.call('ZRANGEBYSCORE', system .. set .. kind, '-inf', upTo, 'WITHSCORES', 'LIMIT', 0, limit - #claims)
    for i = 1, #ids, 2 do found[#found + 1] = { id = ids[i], kind = kind, score = tonumber(ids[i + 1]) } end
  end
  table.sort(found, function(a, b)
    if a.score == b.score then return a.id < b.id end
    return a.score < b.score
  end)
  return found
end

-- A lease that ran out or a rest that is over: claimed again, unless it is no longer owed, or only later.
local function resume(id, kind)
  local key = jobKey(id)
  local job = redis.call('HMGET', key, 'token', 'cancelled', 'due')
  if job[2] or not job[3] then return drop(id, kind) end
  local due = letGo(id)
  local rest = job[1] and restAfter(redis.call('HINCRBY', key, 'lost', 1), id) or 0
  if rest > 0 then return redis.call('ZADD', system .. 'held:' .. kind, real + rest, id) end
  if due <= now then return claim(id, kind, due) end
  redis.call('ZREM', system .. 'held:' .. kind, id)
  wait(id, kind, due)
end

for _, kinds in ipairs(weights) do
  for _, held in ipairs(earliest('held:', kinds, real)) do
    if #claims < limit then resume(held.id, held.kind) end
  end
  for _, waiting in ipairs(earliest('due:', kinds, now)) do
    if #claims < limit then claim(waiting.id, waiting.kind, waiting.score) end
  end
end

for kind, of in pairs(taken) do
  redis.call('ZREM', system .. 'due:' .. kind, unpack(of.ids))
  redis.call('ZADD', system .. 'held:' .. kind, unpack(of.leases))
end
if #claims > 0 then return { 0, unpack(claims) } end

local nextIn = -1
local function soonest(set, kind, msUntil)
  local head = redis.call('ZRANGE', system .. set .. kind, 0, 0, 'WITHSCORES')
  if not head[2] then return end
  local ms = math.max(0, math.ceil(msUntil(tonumber(head[2]))))
  if nextIn < 0 or ms < nextIn then nextIn = ms end
end
for _, kinds in ipairs(weights) do
  for _, kind in ipairs(kinds) do
    soonest('held:', kind, function(score) return score - real end)
    soonest('due:', kind, function(score) return (score - now) / rate end)
  end
end
return { nextIn }
