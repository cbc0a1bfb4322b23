--[[
  Ends claims: what was owed is done. A job that was ordered again while in hand is owed anew.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     claims: count, then each: job id | token
  Answer   for each 1, or 0 when the claim has been lost
]]
local system = KEYS[1]
--- @include jobs.lua

local function claimArg()
  return { id = arg(), token = arg() }
end

local function finish(id, token)
  local key = jobKey(id)
  local job = redis.call('HMGET', key, 'token', 'kind', 'next')
  local kind, next = job[2], tonumber(job[3])
  if job[1] ~= token or not kind then return 0 end
  if next then
    letGo(id)
    redis.call('HDEL', key, 'attempts', 'lost', 'why')
    wait(id, kind, next)
  else
    redis.call('DEL', key)
  end
  redis.call('ZREM', system .. 'held:' .. kind, id)
  return 1
end

local answers = {}
for i, claim in ipairs(list(claimArg)) do answers[i] = finish(claim.id, claim.token) end
return answers
