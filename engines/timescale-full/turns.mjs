import { error, query, ready, stateAtEnd } from './messages.mjs'

/**
 * Shares the engine, which has one session, among clients: one request at a time, and while a client's transaction is open, its requests alone. Who comes after
 * another finds its own settings.
 */
export class Turns {
  #database
  #waiting = []
  #running = false
  #owner
  #last

  constructor(database) {
    this.#database = database
  }

  /** Answers a request: messages that end with a Query or a Sync. */
  run(client, request) {
    return new Promise(answer => {
      this.#waiting.push({ client, request, answer })
      this.#next()
    })
  }

  /** Drops what a client that is gone still wanted, and undoes its transaction. */
  async leave(client) {
    this.#waiting = this.#waiting.filter(turn => turn.client !== client)
    if (this.#owner === client) await this.run(client, query('ROLLBACK'))
  }

  async #next() {
    if (this.#running) return
    const place = this.#owner ? this.#waiting.findIndex(turn => turn.client === this.#owner) : 0
    if (place < 0 || this.#waiting.length === 0) return
    this.#running = true
    const { client, request, answer } = this.#waiting.splice(place, 1)[0]
    answer(await this.#answer(client, request))
    this.#running = false
    this.#next()
  }

  async #answer(client, request) {
    if (this.#last !== client) {
      this.#last = client
      const refusal = await this.#send(query(['RESET ALL', 'SET search_path TO public', 'SET client_min_messages TO notice', ...client.settings].join(';')))
      if (refusal[0] === 'E'.charCodeAt(0)) return refusal
    }
    const answer = await this.#send(request)
    this.#owner = stateAtEnd(answer) === 'I' ? undefined : client
    return answer
  }

  async #send(request) {
    try {
      return Buffer.from(await this.#database.execProtocolRaw(request, { syncToFs: false }))
    } catch (failure) {
      console.error(failure)
      if (failure instanceof WebAssembly.RuntimeError) process.exit(70) // the engine crashed; nothing more comes from it
      return Buffer.concat([error('XX000', String(failure)), ready('I')])
    }
  }
}
