--[[
  Reads the shared clock, or changes it from the time that it shows now.

  KEYS[1]  the clock, `belay:clock`
  ARGV     a new rate, or '' | by how many ms to advance it
  Answer   { the real time (ms), the clock's time, the real time at which it showed that, its rate }, as strings
]]
local time = redis.call('TIME')
local real = time[1] * 1000 + math.floor(time[2] / 1000)
local clock = redis.call('HMGET', KEYS[1], 'base', 'since', 'rate')
local base, since, rate = tonumber(clock[1]) or real, tonumber(clock[2]) or real, tonumber(clock[3]) or 1
local newRate, advance = tonumber(ARGV[1]), assert(tonumber(ARGV[2]))
if newRate or advance ~= 0 or not clock[1] then
  base, since, rate = base + (real - since) * rate + advance, real, newRate or rate
  redis.call('HSET', KEYS[1], 'base', base, 'since', since, 'rate', rate)
end
local function text(n) return string.format('%.17g', n) end
return { text(real), text(base), text(since), text(rate) }
