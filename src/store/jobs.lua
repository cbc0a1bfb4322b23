--[[
  What the scripts that touch jobs share. Included; needs `system`, the key prefix of the system.

  A job is in one of four places:
    waiting  in due:<kind>, scored with the time it is due (the clock's milliseconds)
    in hand  in held:<kind>, scored with the end of its lease (real milliseconds); has a token
    resting  in held:<kind>, scored with the end of its back-off (real milliseconds); has no token
    parked   in the hash parked, with the reason

  job:<id> is a hash:
    kind, data   what is owed, as JSON
    due          when (while in hand: when the claimed order was due)
    generation   how often it has been ordered
    attempts     how often it has been claimed since it was last done or un-parked
    lost         how many workers in a row had it and were lost, since one ended its claim
    token        of the claim, while in hand
    next         while in hand: when it has been ordered for meanwhile
    replaces     while in hand: the claimed order is void, only `next` counts
    cancelled    while in hand: it is no longer owed
    why          the reason of the last failure
]]
local function realNow()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function jobKey(id)
  return system .. 'job:' .. id
end

local function wait(id, kind, due)
  redis.call('HSET', jobKey(id), 'due', due)
  redis.call('ZADD', system .. 'due:' .. kind, due, id)
end

local function drop(id, kind)
  redis.call('DEL', jobKey(id))
  redis.call('ZREM', system .. 'due:' .. kind, id)
  redis.call('ZREM', system .. 'held:' .. kind, id)
  redis.call('HDEL', system .. 'parked', id)
end

local function orderInHand(key, order, pending, cancelled)
  local replaces = order.when == 'replace' or cancelled
  local due = order.due
  if pending and not replaces then due = math.min(due, tonumber(pending)) end
  redis.call('HSET', key, 'next', due)
  if replaces then redis.call('HSET', key, 'replaces', 1) end
  redis.call('HDEL', key, 'cancelled')
end

-- Owes a job, once, whatever place it is in. A lease and a rest stay as they are.
local function place(order)
  local key = jobKey(order.id)
  local job = redis.call('HMGET', key, 'due', 'token', 'next', 'cancelled', 'generation')
  local due, token, generation = tonumber(job[1]), job[2], tonumber(job[5] or 0) + 1
  redis.call('HSET', key, 'kind', order.kind, 'data', order.data, 'generation', generation, 'due', due or order.due)
  if not due then return redis.call('ZADD', system .. 'due:' .. order.kind, order.due, order.id) end
  if token then return orderInHand(key, order, job[3], job[4]) end

  local parked = redis.call('HDEL', system .. 'parked', order.id) == 1
  if parked then redis.call('HDEL', key, 'attempts', 'lost', 'why') end
  if not parked and order.when == 'earlier' then order.due = math.min(order.due, due) end
  if redis.call('ZSCORE', system .. 'held:' .. order.kind, order.id) then
    redis.call('HSET', key, 'due', order.due)
  else
    wait(order.id, order.kind, order.due)
  end
end

local function placeAll(orders)
  local known, kinds = {}, {}
  for _, order in ipairs(orders) do
    place(order)
    if not known[order.kind] then table.insert(kinds, order.kind) end
    known[order.kind] = true
  end
  if #kinds > 0 then redis.call('SADD', system .. 'kinds', unpack(kinds)) end
end

-- No longer owes the job. One that is in hand is let finish, and goes when its claim ends.
local function cancel(id)
  local key = jobKey(id)
  local job = redis.call('HMGET', key, 'kind', 'token')
  if not job[1] then return end
  if not job[2] then return drop(id, job[1]) end
  redis.call('HSET', key, 'cancelled', 1)
  redis.call('HDEL', key, 'next', 'replaces')
end

-- Takes a job out of the hand that had it, as owing what was ordered meanwhile. Answers when it is due now.
local function letGo(id)
  local key = jobKey(id)
  local job = redis.call('HMGET', key, 'due', 'next', 'replaces')
  local due, next = tonumber(job[1]), tonumber(job[2])
  if next then due = job[3] and next or math.min(due, next) end
  redis.call('HSET', key, 'due', due)
  redis.call('HDEL', key, 'token', 'next', 'replaces')
  return due
end

-- The kind of a job whose claim has this token still; false when that is lost.
local function claimedKind(id, token)
  local job = redis.call('HMGET', jobKey(id), 'token', 'kind')
  return job[1] == token and job[2]
end

-- Reads from ARGV, in order.
local read = 0
local function arg()
  read = read + 1
  return ARGV[read]
end

-- Reads a list: its length, then its elements by `element`.
local function list(element)
  local all = {}
  for i = 1, assert(tonumber(arg())) do all[i] = element() end
  return all
end

local function orderArg()
  return { id = arg(), kind = arg(), data = arg(), due = assert(tonumber(arg())), when = arg() }
end
