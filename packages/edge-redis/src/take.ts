/**
 * One bucket: units, seconds until it is full again, and what is taken of it, which may be more than there is: it is taken
 * already. Answers what is left. Redis has the clock, because those who ask have several; a bucket that is full is none.
 */
export const TAKE = `
local units, seconds, taken = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local bucket = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = units
if bucket[1] then
  local since = math.max(0, now - tonumber(bucket[2]))
  left = math.min(units, tonumber(bucket[1]) + since * units / (seconds * 1000))
end
left = math.max(left - taken, -units)
redis.call('HSET', KEYS[1], 'left', left, 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil((units - left) / units * seconds * 1000) + 1)
return math.floor(left)
`;
