--[[
  What the scripts that touch lanes share. Included; needs `key`, the lane. What it keeps are times by Redis's clock:
  `free`, when the next message may go, `closed`, when Slack takes any, and `seen`, when they were written.
]]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- By how much Redis's clock has been put back since, as by a failover to another machine.
local function putBack(seen)
  return math.max(0, (tonumber(seen) or 0) - now)
end

local lane = redis.call('HMGET', key, 'free', 'closed', 'seen')
local back = putBack(lane[3])
local free, closed = (tonumber(lane[1]) or 0) - back, (tonumber(lane[2]) or 0) - back

local function keepLane()
  redis.call('HSET', key, 'free', free, 'closed', closed, 'seen', now)
end
if back > 0 then keepLane() end
