import { CANCEL, GSS, Messages, SSL, int32, message, ready, text } from './messages.mjs'

const PARAMETERS = {
  server_version: '17.5', server_encoding: 'UTF8', client_encoding: 'UTF8', DateStyle: 'ISO, MDY', IntervalStyle: 'postgres', TimeZone: 'UTC',
  integer_datetimes: 'on', standard_conforming_strings: 'on', is_superuser: 'on', session_authorization: 'postgres', application_name: '',
}
const NOT_SETTINGS = new Set(['user', 'database', 'options', 'replication'])
const COPY_IN = /^\s*copy\b[^;]*\bfrom\s+stdin\b/i
const SESSION_SETTING = /^\s*set\s+(?!local\b|transaction\b)/i

/** One connection: gathers messages into requests, hands these over one after the other, and sends the answers back. */
export class Client {
  /** What the session has to be told before the first request after another client's. */
  settings = []
  #socket
  #turns
  #messages = new Messages()
  #started = false
  #request = []
  #copying = false
  #answers = Promise.resolve()

  constructor(socket, turns) {
    this.#socket = socket
    this.#turns = turns
    socket.setNoDelay(true)
    socket.on('data', bytes => this.#take(bytes))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => turns.leave(this))
  }

  #take(bytes) {
    this.#messages.add(bytes)
    for (let next; (next = this.#messages.next()); ) {
      if (this.#started) this.#handle(String.fromCharCode(next[0]), next)
      else this.#start(next.readInt32BE(4), next.subarray(8))
    }
  }

  #start(code, body) {
    if (code === SSL || code === GSS) return void this.#socket.write('N')
    if (code === CANCEL) return void this.#socket.end()
    const words = body.toString().split('\0')
    for (let i = 0; words[i]; i += 2) {
      if (!NOT_SETTINGS.has(words[i])) this.settings.push(`SET ${words[i]} TO ${setting(words[i], words[i + 1])}`)
    }
    this.#started = true
    this.#messages.startupIsOver()
    const parameters = Object.entries(PARAMETERS).map(([name, value]) => message('S', text(name), text(value)))
    this.#socket.write(Buffer.concat([message('R', int32(0)), ...parameters, message('K', int32(0), int32(0)), ready('I')]))
  }

  #handle(type, whole) {
    if (type === 'X') return void this.#socket.end()
    this.#request.push(Buffer.from(whole))
    if (this.#copying) {
      if (type === 'c' || type === 'f') this.#send(true)
      return
    }
    const sql = statement(type, whole)
    if (SESSION_SETTING.test(sql)) this.settings.push(sql)
    if (COPY_IN.test(sql)) {
      this.#copying = true
      this.#answers = this.#answers.then(() => this.#socket.write(message('G', Buffer.from([/\bbinary\b/i.test(sql) ? 1 : 0, 0, 0]))))
    } else if ('QSHF'.includes(type)) {
      this.#send(false)
    }
  }

  /** The engine wants a COPY with all its data at once, so that it is asked for data here, and what it says of that is left out. */
  #send(copied) {
    const request = Buffer.concat(this.#request)
    this.#request = []
    this.#copying = false
    this.#answers = this.#answers.then(async () => {
      const answer = await this.#turns.run(this, request)
      const asksForData = copied && answer[0] === 'G'.charCodeAt(0)
      if (this.#socket.writable) this.#socket.write(answer.subarray(asksForData ? 1 + answer.readInt32BE(1) : 0))
    })
  }
}

/** What a Query or a Parse says. */
function statement(type, whole) {
  if (type !== 'Q' && type !== 'P') return ''
  const from = type === 'Q' ? 5 : whole.indexOf(0, 5) + 1
  return whole.toString('utf8', from, whole.indexOf(0, from))
}

/** A list of names stays a list. */
function setting(name, value) {
  return name === 'search_path' ? value : `'${value.replaceAll("'", "''")}'`
}
