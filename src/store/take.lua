--[[
  Asks for a turn in a lane. `free` is when the next message may go: each one that goes moves it on. Messages of a
  higher rank may go ahead of it, up to a debt that the others wait for.

  Those without such a right may be many: each keeps a place and is told when to come. Places are times on the line's
  own clock, and `moved` is how far that has fallen behind: who has to wait although its turn has come moves everybody
  behind it too.

  KEYS[1]  the lane, `belay:{lane:<name>}`; with `:line` behind it, who has which place
  ARGV     ms from one message to the next | how far ahead of `free` it may go (ms)
           who keeps a place, or '' | for how long it is kept for somebody who does not come (ms)
  Answer   0: go now; else the ms after which to ask again
]]
local key, line, who = KEYS[1], KEYS[1] .. ':line', ARGV[3]
local everyMs, ahead, keptMs = assert(tonumber(ARGV[1])), assert(tonumber(ARGV[2])), assert(tonumber(ARGV[4]))
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lane = redis.call('HMGET', key, 'free', 'closed', 'moved')
local free, closed, moved = tonumber(lane[1]) or 0, tonumber(lane[2]) or 0, tonumber(lane[3]) or 0
local may = math.max(closed, free - ahead)

local function lastTurn()
  local last = redis.call('ZRANGE', line, -1, -1, 'WITHSCORES')
  return last[2] and tonumber(last[2]) + moved
end

local place, turn
redis.call('ZREMRANGEBYSCORE', line, '-inf', now - moved - keptMs)
if who == '' then
  turn = math.max(may, now)
else
  place = tonumber(redis.call('ZSCORE', line, who))
  local last = lastTurn()
  turn = place and math.max(place + moved, now) or math.max(may, now, last and last + everyMs or 0)
end

if turn <= now and may <= now then
  free = math.max(free, now) + everyMs
  redis.call('HSET', key, 'free', free)
  redis.call('ZREM', line, who)
  turn = now
elseif who ~= '' then
  if may > turn then moved, turn = moved + may - turn, may end
  redis.call('HSET', key, 'moved', moved)
  if not place then redis.call('ZADD', line, turn - moved, who) end
end

local last = lastTurn()
if last then
  redis.call('PEXPIRE', line, math.ceil(last - now + keptMs))
else
  redis.call('HDEL', key, 'moved')
end
redis.call('PEXPIRE', key, math.ceil(math.max(free, closed, last and last + keptMs or 0) - now))
return math.ceil(turn - now)
