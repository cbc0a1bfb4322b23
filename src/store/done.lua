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

-- What is no longer in hand, by kind; and the keys of what is no longer owed.
local ended, over = {}, {}

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
    over[#over + 1] = key
  end
  local ids = ended[kind] or {}
  ended[kind] = ids
  ids[#ids + 1] = id
  return 1
end

local answers = {}
for i, claim in ipairs(list(claimArg)) do answers[i] = finish(claim.id, claim.token) end
for kind, ids in pairs(ended) do redis.call('ZREM', system .. 'held:' .. kind, unpack(ids)) end
if #over > 0 then redis.call('DEL', unpack(over)) end
return answers
