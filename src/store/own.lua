--[[
  Gives a key to whoever asks for it first, and keeps it for them from the last time that anybody asks.

  KEYS[1]  the claim, `belay:claim:<key>`
  ARGV     who asks | for how long it is kept (ms)
  Answer   who has it
]]
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX')
return redis.call('GETEX', KEYS[1], 'PX', ARGV[2])
