--[[
  Claims jobs whose time has come: what a lost worker left first, which may be half done, then the weightiest, each by time.
  Each kind has sets of its own, so that jobs of kinds this process does not know stand in nobody's way.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     deadline (real ms) | limit | lease (ms) | token prefix
           the clock's time | the real time at which it showed that | its rate
           weights: count, then each: kinds: count, then each
  Answer   real ms until there may be more to claim, 0 beside claims, or -1; -2 when it is out of time
           then each claim: { id, kind, what jobs.lua says of it in jobs, token, late by (real ms), the same in tries or '' }
]]
local system = KEYS[1]
--- @include jobs.lua

local deadline, limit, leaseMs, prefix = assert(tonumber(arg())), assert(tonumber(arg())), assert(tonumber(arg())), arg()
local base, since, rate = assert(tonumber(arg())), assert(tonumber(arg())), assert(tonumber(arg()))
local weights = list(function() return list(arg) end)

local real = realNow()
local now = base + (real - since) * rate
if isOutOfTime(deadline, real) then return { -2 } end

--- @include put-back.lua

local claims = {}
-- The tokens of all, by id; and of each kind: ids, and with the ends of their leases.
local tokens, taken = {}, {}

-- A job that outlives its workers rests, from the third on, for 10 s and so on up to 5 min, so that it does not end
-- them all; by its name more or less of that, so that those that were lost beside it come apart from it.
local function restAfter(lost, id)
  if lost < 3 then return 0 end
  local scatter = tonumber(string.sub(redis.sha1hex(id .. lost), 1, 4), 16) / 65536
  return math.min(300000, 10000 * 2 ^ (lost - 3)) * (1 - scatter / 2)
end

-- The earliest of these kinds in their sets, up to a score. Those of one kind come in order as they are.
local function earliest(set, kinds, upTo)
  local found, from = {}, 0
  for _, kind in ipairs(kinds) do
    local ids = redis.call('ZRANGEBYSCORE', system .. set .. kind, '-inf', upTo, 'WITHSCORES', 'LIMIT', 0, limit - #claims)
    if #ids > 0 then from = from + 1 end
    for i = 1, #ids, 2 do found[#found + 1] = { id = ids[i], kind = kind, due = tonumber(ids[i + 1]) } end
  end
  if from < 2 then return found end
  table.sort(found, function(a, b)
    if a.due == b.due then return a.id < b.id end
    return a.due < b.due
  end)
  return found
end

-- A lease that ran out or a rest that is over. Answers when a job is due that a lost worker left, and that is to be
-- claimed at once; every other waits for its time and turn, or is no longer owed.
local function resume(id, kind)
  if nextOf(id) == 'cancelled' or not readJob(id) then return drop(id) end
  local wasLost, due, rest = tokenOf(id), letGo(id), 0
  if wasLost then
    local attempts, lost, _, why = triesOf(id)
    writeTries(id, attempts + 1, lost + 1, 1, why)
    rest = restAfter(lost + 1, id)
  end
  if rest > 0 then
    redis.call('ZADD', system .. 'held:' .. kind, real + rest, id)
  elseif wasLost and due <= now then
    return due
  else
    redis.call('ZREM', system .. 'held:' .. kind, id)
    redis.call('ZADD', system .. 'due:' .. kind, due, id)
  end
end

local function claim(job, text, tries)
  if not text then return drop(job.id) end
  local token = prefix .. ':' .. (#claims + 1)
  local late = math.max(0, math.floor((now - job.due) / rate))
  claims[#claims + 1] = { job.id, job.kind, text, token, late, tries or '' }
  tokens[#tokens + 1], tokens[#tokens + 2] = job.id, token
  local of = taken[job.kind] or { ids = {}, leases = {} }
  taken[job.kind] = of
  of.ids[#of.ids + 1] = job.id
  of.leases[#of.leases + 1], of.leases[#of.leases + 2] = real + leaseMs, job.id
end

local function claimAll(jobs)
  if #jobs == 0 then return end
  local ids = {}
  for i, job in ipairs(jobs) do ids[i] = job.id end
  local texts = redis.call('HMGET', system .. 'jobs', unpack(ids))
  local tries = redis.call('HMGET', system .. 'tries', unpack(ids))
  for i, job in ipairs(jobs) do claim(job, texts[i], tries[i]) end
end

for _, kinds in ipairs(weights) do
  local left = {}
  for _, held in ipairs(earliest('held:', kinds, real)) do
    local due = #claims + #left < limit and resume(held.id, held.kind)
    if due then left[#left + 1] = { id = held.id, kind = held.kind, due = due } end
  end
  claimAll(left)
end
for _, kinds in ipairs(weights) do
  local waiting = earliest('due:', kinds, now)
  for i = limit - #claims + 1, #waiting do waiting[i] = nil end
  claimAll(waiting)
end

for kind, of in pairs(taken) do
  redis.call('ZREM', system .. 'due:' .. kind, unpack(of.ids))
  redis.call('ZADD', system .. 'held:' .. kind, unpack(of.leases))
end
if #claims > 0 then
  redis.call('HSET', system .. 'tokens', unpack(tokens))
  return { 0, unpack(claims) }
end

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
