--[[
  What the scripts that touch jobs share. Included; needs `system`, the key prefix of the system.

  A job's id begins with its kind, as `timer:i1:remind`. It is in one of four places:
    waiting  in due:<kind>, scored with the time it is due (the clock's milliseconds)
    in hand  in held:<kind>, scored with the end of its lease (real milliseconds); has a token
    resting  in held:<kind>, scored with the end of its back-off (real milliseconds); has no token
    parked   in the hash parked, with the reason; and in parked:at, scored with the time (real milliseconds)

  Four hashes say, by its id:
    jobs    `<generation> <due> <data>`: how often it has been ordered, when it is due (while in hand: when the claimed
            order was), and what is owed, as JSON
    tokens  while in hand: of the claim
    next    while in hand: what has been asked for meanwhile, as `earlier <due>`, `replace <due>` (the claimed order is
            void) or `cancelled`
    tries   `<attempts> <lost> <taken over> <why>`: how often it has been claimed in vain since it was last done or
            un-parked, how many workers in a row had it and were lost, 1 when any was, and the reason of the last failure
  One script reads and writes those of many jobs at once.
]]
--- @include arguments.lua

local function realNow()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Whoever sent a script has given it up at its deadline, a few seconds later. One that lies a minute ahead goes by another
-- clock: Redis's has been put back since, as by a failover to another machine.
local function isOutOfTime(deadline, now)
  local leftMs = deadline - now
  return leftMs < 0 or leftMs > 60000
end

local function kindOf(id)
  return string.match(id, '^[^:]+')
end

local function jobText(generation, due, data)
  return string.format('%d %.17g ', generation, due) .. data
end

local function writeJob(id, generation, due, data)
  redis.call('HSET', system .. 'jobs', id, jobText(generation, due, data))
end

-- Generation, due and data; nothing when it is not owed.
local function readJob(id)
  local text = redis.call('HGET', system .. 'jobs', id)
  if not text then return end
  local generation, due, data = string.match(text, '^(%d+) (%S+) (.*)$')
  return tonumber(generation), tonumber(due), data
end

-- Of the claim that has the job in hand; false when none has.
local function tokenOf(id)
  return redis.call('HGET', system .. 'tokens', id)
end

-- The kind of a job whose claim has this token still; false when that is lost.
local function claimedKind(id, token)
  return tokenOf(id) == token and kindOf(id)
end

-- Attempts, workers lost in a row, whether any was, and the last reason.
local function triesOf(id)
  local kept = redis.call('HGET', system .. 'tries', id) or ''
  local attempts, lost, over, why = string.match(kept, '^(%d+) (%d+) ([01]) (.*)$')
  return tonumber(attempts) or 0, tonumber(lost) or 0, tonumber(over) or 0, why or ''
end

local function writeTries(id, attempts, lost, over, why)
  redis.call('HSET', system .. 'tries', id, string.format('%d %d %d ', attempts, lost, over) .. why)
end

local function drop(id)
  for _, hash in ipairs({ 'jobs', 'tokens', 'next', 'tries', 'parked' }) do redis.call('HDEL', system .. hash, id) end
  for _, set in ipairs({ 'due:', 'held:' }) do redis.call('ZREM', system .. set .. kindOf(id), id) end
  redis.call('ZREM', system .. 'parked:at', id)
end

-- What has been asked for while it was in hand: how, and for when.
local function nextOf(id)
  local how, due = string.match(redis.call('HGET', system .. 'next', id) or '', '^(%S+) ?(%S*)$')
  return how, tonumber(due)
end

-- Takes a job out of the hand that had it, as owing what was ordered meanwhile. Answers when it is due now.
local function letGo(id)
  local generation, due, data = readJob(id)
  local how, next = nextOf(id)
  if next then
    due = how == 'replace' and next or math.min(due, next)
    writeJob(id, generation, due, data)
    redis.call('HDEL', system .. 'next', id)
  end
  redis.call('HDEL', system .. 'tokens', id)
  return due
end

-- Takes a job that is done with, but was ordered meanwhile, out of the hand that had it: only that order is owed now.
local function owedAnew(id)
  local generation, _, data = readJob(id)
  local _, next = nextOf(id)
  writeJob(id, generation, next, data)
  for _, hash in ipairs({ 'tokens', 'next', 'tries' }) do redis.call('HDEL', system .. hash, id) end
  redis.call('ZREM', system .. 'held:' .. kindOf(id), id)
  redis.call('ZADD', system .. 'due:' .. kindOf(id), next, id)
end
