// Stands between visitors and the site, as a reverse proxy does, and writes down all that such a proxy could: an HTTP proxy for each
// visitor, on a port of the loopback.
import { createServer, request } from 'node:http'

export class Recorder {
  /** { at and took (ms), method, path, page (is it a document?), head (as it was sent), headers, size and answered (bytes of the two bodies), status, fields (names in the answer's head) } */
  requests = []

  /**
   * While sharing is on, whoever asks a question for the nth time gets the answer that the first one got who did so: what the world does
   * meanwhile makes no difference between visitors.
   */
  static async before(base, shared) {
    const r = new Recorder(base, shared)
    await new Promise(listening => r.server.listen(0, '127.0.0.1', listening))
    return r
  }

  constructor(base, shared) {
    this.host = new URL(base)
    this.shared = shared
    this.asked = new Map()
    this.server = createServer((q, a) => this.#pass(q, a).catch(() => a.destroy()))
  }

  /** As a browser's context wants it; Chromium goes past every proxy to the loopback, unless told. */
  get proxy() {
    return { server: `http://127.0.0.1:${this.server.address().port}`, bypass: '<-loopback>' }
  }

  /** Has nothing been asked for, but this, for so many milliseconds? */
  quietFor(ms, but) {
    const last = this.requests.findLast(r => r.path !== but)
    return !!last?.took && performance.now() - last.at - last.took > ms
  }

  close() {
    this.server.closeAllConnections()
    this.server.close()
  }

  async #pass(asked, answer) {
    const url = new URL(asked.url)
    const seen = { at: performance.now(), method: asked.method, path: url.pathname + url.search, page: asked.headers['sec-fetch-dest'] === 'document', head: headOf(asked), headers: asked.headers }
    this.requests.push(seen)
    if (url.host !== this.host.host) return void answer.writeHead(502).end()
    const body = await bodyOf(asked)
    seen.size = body.length
    const said = await this.#ask(asked, seen.path, body)
    Object.assign(seen, { status: said.status, answered: said.body.length, fields: said.headers.filter((_, i) => i % 2 === 0).join(' '), took: performance.now() - seen.at })
    answer.writeHead(said.status, said.headers)
    answer.end(said.body)
  }

  #ask(asked, path, body) {
    if (!this.shared.on || asked.method !== 'GET') return this.#forward(asked, path, body)
    const n = (this.asked.get(path) ?? 0) + 1
    this.asked.set(path, n)
    const name = `${n} ${path}`
    if (!this.shared.answers.has(name)) this.shared.answers.set(name, this.#forward(asked, path, body))
    return this.shared.answers.get(name)
  }

  #forward(asked, path, body) {
    const headers = { ...asked.headers }
    delete headers['proxy-connection']
    if (this.shared.on) for (const validator of ['if-none-match', 'if-modified-since']) delete headers[validator] // the whole answer, for whoever has none yet
    return new Promise((ok, no) => {
      const out = request({ host: this.host.hostname, port: this.host.port, method: asked.method, path, headers }, async r =>
        bodyOf(r).then(b => ok({ status: r.statusCode, headers: r.rawHeaders, body: b }), no))
      out.once('error', no).end(body)
    })
  }
}

const headOf = r => [`${r.method} ${r.url}`, ...r.rawHeaders.map((v, i) => (i % 2 ? v : `\n${v}: `))].join('')

async function bodyOf(stream) {
  const chunks = []
  for await (const c of stream) chunks.push(c)
  return Buffer.concat(chunks)
}
