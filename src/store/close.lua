--[[
  Closes a lane; a shorter time than it is closed for already changes nothing.

  KEYS[1]  the lane, `belay:{lane:<name>}`
  ARGV     for how long (ms)
]]
local forMs = assert(tonumber(ARGV[1]))
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local closed = math.max(tonumber(redis.call('HGET', KEYS[1], 'closed')) or 0, now + forMs)
redis.call('HSET', KEYS[1], 'closed', closed)
redis.call('PEXPIRE', KEYS[1], math.max(redis.call('PTTL', KEYS[1]), math.ceil(closed - now)))
return 1
