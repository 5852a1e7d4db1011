// An independent relay as docs/relay.md describes it, with nothing but node: it passes envelopes on, and notes all that it can see of them.
import { createServer, request } from 'node:http'

const TYPE = 'message/ohttp-req'

export class Relay {
  log = [] // { method, size, head: what the wallet's browser sent, status, answered }

  /** It listens before the site is there: tell it where the gateway is by `to`. */
  static async listen() {
    const r = new Relay()
    await new Promise(listening => r.server.listen(0, '127.0.0.1', listening))
    r.origin = `http://127.0.0.1:${r.server.address().port}`
    return r
  }

  server = createServer((asked, answer) => this.#pass(asked, answer).catch(() => answer.destroy()))

  close() {
    this.server.closeAllConnections()
    this.server.close()
  }

  async #pass(asked, answer) {
    const allowed = { 'access-control-allow-origin': this.to, 'access-control-allow-headers': 'content-type', 'access-control-max-age': '86400' }
    const seen = { method: asked.method, head: asked.headers, size: 0 }
    this.log.push(seen)
    if (asked.method === 'OPTIONS') return void answer.writeHead(204, allowed).end()
    const body = await bodyOf(asked)
    seen.size = body.length
    if (asked.method !== 'POST' || asked.url !== '/envelopes' || asked.headers['content-type'] !== TYPE) return void answer.writeHead(404).end()
    const said = await this.#forward(body)
    Object.assign(seen, { status: said.status, answered: said.body.length })
    answer.writeHead(said.status, { ...allowed, 'content-type': said.type, 'cache-control': 'no-store' }).end(said.body)
  }

  /** Of the wallet's request nothing goes on but its body. */
  #forward(body) {
    return new Promise((ok, no) => {
      const out = request(`${this.to}/booth/envelopes`, { method: 'POST', headers: { 'content-type': TYPE, 'content-length': body.length } }, async r =>
        bodyOf(r).then(b => ok({ status: r.statusCode, type: r.headers['content-type'] ?? '', body: b }), no))
      out.once('error', no).end(body)
    })
  }
}

async function bodyOf(stream) {
  const chunks = []
  for await (const c of stream) chunks.push(c)
  return Buffer.concat(chunks)
}
