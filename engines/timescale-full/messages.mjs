// Messages of PostgreSQL's protocol, version 3: a letter, a length that counts itself, a body. The first of a client has no letter.

export const SSL = 80877103, GSS = 80877104, CANCEL = 80877102

export function message(type, ...parts) {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}

export function int32(number) {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(number)
  return bytes
}

export const text = string => Buffer.from(string + '\0')

export const query = sql => message('Q', text(sql))

export const ready = state => message('Z', Buffer.from(state))

export const error = (code, what) => message('E', text('SERROR'), text('VERROR'), text('C' + code), text('M' + what), Buffer.from([0]))

/** I: idle, T: within a transaction, E: within one that failed; undefined where the answer does not end with it. */
export function stateAtEnd(answer) {
  const at = answer.length - 6
  return at >= 0 && answer[at] === 'Z'.charCodeAt(0) ? String.fromCharCode(answer[answer.length - 1]) : undefined
}

/** Takes bytes as they come and hands over whole messages: first those without a letter, until told otherwise. */
export class Messages {
  #bytes = Buffer.alloc(0)
  #letter = 0

  startupIsOver() {
    this.#letter = 1
  }

  add(bytes) {
    this.#bytes = this.#bytes.length ? Buffer.concat([this.#bytes, bytes]) : bytes
  }

  /** The next whole message, or undefined. */
  next() {
    if (this.#bytes.length < this.#letter + 4) return undefined
    const length = this.#letter + this.#bytes.readInt32BE(this.#letter)
    if (this.#bytes.length < length) return undefined
    const whole = this.#bytes.subarray(0, length)
    this.#bytes = this.#bytes.subarray(length)
    return whole
  }
}
