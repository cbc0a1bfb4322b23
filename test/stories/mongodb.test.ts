import { story } from './stage.ts'

story('a MongoDB: how it is, what runs, and whether a query finds an index', async ({ ana, world }) => {
  const travellr = '--system travellr --environment production'
  const place = '#travellr-alerts'
  await ana.types(`/belay mongo info ${travellr}`, place)
  await ana.alone.shows('mongo, production answers in', 'MongoDB 7.0.14', '[What runs] [Indexes]')
  await ana.types(`/belay mongo operations ${travellr}`, place)
  await ana.alone.shows('1 operation runs in mongo, production, 1 for longer than 10 s', 'COLLSCAN')
  await ana.types(`/belay mongo explain ${travellr}`, place)
  await ana.alone.shows('Which query of mongo, production?', '[trips-of-user]')
  await ana.types(`/belay mongo explain trips-by-title ${travellr}`, place)
  await ana.alone.shows(
    '🟠 trips-by-title of mongo, production: 380 ms',
    'no index fits it',
    'It takes longer than 50 ms, which is the threshold.',
  )
  world.mongodb.fill(91)
  await ana.types(`/belay mongo info ${travellr}`, place)
  await ana.alone.shows('🟠 mongo, production answers in', '91 % of its disk is used: 80 % is the threshold.')
  world.mongodb.refuse('serverStatus', 13, 'Unauthorized')
  await ana.types(`/belay mongo info ${travellr}`, place)
  await ana.alone.shows('the roles read and clusterMonitor let it look')
})
