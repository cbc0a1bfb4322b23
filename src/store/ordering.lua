--[[
  How jobs are ordered and cancelled, whatever place they are in. Included, behind jobs.lua.
]]
local function orderInHand(order)
  local how, pending = nextOf(order.id)
  local replaces = order.when == 'replace' or how == 'cancelled'
  local due = pending and not replaces and math.min(order.due, pending) or order.due
  local stays = (replaces or how == 'replace') and 'replace' or 'earlier'
  redis.call('HSET', system .. 'next', order.id, string.format('%s %.17g', stays, due))
end

-- Owes a job, once, whatever place it is in. A lease and a rest stay as they are.
local function place(order)
  local id = order.id
  if redis.call('HSETNX', system .. 'jobs', id, jobText(1, order.due, order.data)) == 1 then
    return redis.call('ZADD', system .. 'due:' .. order.kind, order.due, id)
  end
  local generation, due = readJob(id)
  if tokenOf(id) then
    writeJob(id, generation + 1, due, order.data)
    return orderInHand(order)
  end
  if redis.call('HDEL', system .. 'parked', id) == 1 then
    redis.call('ZREM', system .. 'parked:at', id)
    -- What was tried before may have had its effect.
    local _, _, over, why = triesOf(id)
    writeTries(id, 0, 0, over, why)
  elseif order.when == 'earlier' then
    order.due = math.min(order.due, due)
  end
  writeJob(id, generation + 1, order.due, order.data)
  if redis.call('ZSCORE', system .. 'held:' .. order.kind, id) then return end
  redis.call('ZADD', system .. 'due:' .. order.kind, order.due, id)
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
  if tokenOf(id) then return redis.call('HSET', system .. 'next', id, 'cancelled') end
  if redis.call('HEXISTS', system .. 'jobs', id) == 1 then drop(id) end
end
