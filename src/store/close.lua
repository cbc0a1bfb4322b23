--[[
  Closes a lane; a shorter time than it is closed for already changes nothing.

  KEYS[1]  the lane, `belay:{lane:<name>}`
  ARGV     for how long (ms)
]]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lane = redis.call('HMGET', KEYS[1], 'free', 'closed')
local closed = math.max(tonumber(lane[2]) or 0, now + assert(tonumber(ARGV[1])))
redis.call('HSET', KEYS[1], 'closed', closed)
redis.call('PEXPIRE', KEYS[1], math.ceil(math.max(closed, tonumber(lane[1]) or 0) - now))
return 1
