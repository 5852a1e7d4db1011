// The browser, and visitors in it: each has storage of their own, and is watched for what no visit may do.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { until } from './until.mjs'

const quiet = '--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(' ')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const PATIENCE = 20_000 // ms for a page to do what it should

// Chromium without its windows, which are drawn even where nobody sees them and take more than the pages in them; and Chromium whole, where a
// visitor's own settings matter.
const SHELL = '/usr/lib/chromium/chromium-headless-shell'
const WHOLE = '/usr/bin/chromium'

export async function openBrowser() {
  const how = by(process.env.CHROMIUM ?? SHELL)
  const browser = await chromium.launch(how)
  return {
    close: () => browser.close(),
    visitorsOf(demo) {
      const all = []
      return {
        async visitor(options = {}) {
          const v = await Visitor.come(options.storage === false ? await withoutStorage(by(process.env.CHROMIUM ?? WHOLE)) : browser, demo, options)
          all.push(v)
          return v
        },
        /** The story has ended well: did its visitors behave? */
        end: () => Promise.all(all.map(v => v.behaved())),
        leave: () => Promise.all(all.map(v => v.context.close())),
        shots: path => Promise.allSettled(all.flatMap((v, i) => v.context.pages().map((p, n) => p.screenshot({ path: `${path}-${i}-${n}.png`, fullPage: true })))),
      }
    },
  }
}

function by(executablePath) {
  if (!existsSync(executablePath)) throw new Error(`no browser at ${executablePath}; CHROMIUM can name another`)
  return { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet }
}

/** A browser of its own, whose owner lets sites store nothing. */
async function withoutStorage(how) {
  const profile = mkdtempSync(join(tmpdir(), 'profile-'))
  mkdirSync(join(profile, 'Default'))
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }))
  return { newContext: options => chromium.launchPersistentContext(profile, { ...how, ...options }) }
}

class Visitor {
  problems = []
  expects = /^$/ // what a story brings about
  requests = [] // { method, path, cookie, size }
  #answering = []

  static async come(browser, demo, { width = 1280, height = 900, dark = false, javaScript = true, touch = false, proxy, ignoreHTTPSErrors }) {
    const context = await browser.newContext({
      viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', javaScriptEnabled: javaScript, hasTouch: touch, isMobile: touch, reducedMotion: 'reduce', locale: 'en-GB', proxy, ignoreHTTPSErrors,
    })
    context.setDefaultTimeout(PATIENCE)
    const v = new Visitor(context, demo)
    v.javaScript = javaScript
    await v.tab()
    return v
  }

  constructor(context, demo) {
    this.context = context
    this.demo = demo
    context.on('request', r => this.#watch(r))
    context.on('weberror', e => this.problems.push(String(e.error())))
    context.on('console', m => m.type() === 'error' && this.#complain(m.text()))
  }

  /** Opens another tab and goes on in it. */
  async tab() {
    return (this.page = await this.context.newPage())
  }

  /** What the browser says of an answer that is meant to be no success is no problem. */
  #complain(text) {
    if (!/^Failed to load resource: the server responded with a status of 4\d\d/.test(text) && !this.expects.test(text)) this.problems.push(text)
  }

  #watch(request) {
    const url = new URL(request.url())
    if (['data:', 'blob:', 'file:'].includes(url.protocol)) return
    if (url.origin === this.demo.relay || url.origin === this.demo.signIn) return
    if (url.origin !== this.demo.base) return this.problems.push(`a request to ${url.origin}`)
    this.#answering.push(request.allHeaders().then(headers => {
      const seen = { method: request.method(), path: url.pathname + url.search, cookie: headers.cookie, size: request.postDataBuffer()?.length ?? 0 }
      this.requests.push(seen)
      if (headers.cookie && !/^(\/[a-z]{2})?\/(desk|office)/.test(url.pathname)) this.problems.push(`a cookie went to ${seen.path}`)
      if (headers.referer && headers.referer !== `${this.demo.signIn}/`) this.problems.push(`${seen.path} was told where the visitor came from: ${headers.referer}`)
    }).catch(() => {})) // the page is gone
  }

  async behaved() {
    await Promise.all(this.#answering)
    assert.deepEqual(this.problems, [])
  }

  /** Goes to a page of the site and returns its status; a place on the page that is open has none. */
  async go(path) {
    return (await this.page.goto(this.demo.base + path))?.status()
  }

  path() {
    const url = new URL(this.page.url())
    return url.pathname + url.search
  }

  at(path) {
    return this.page.waitForURL(this.demo.base + path)
  }

  /** Waits until a stand is in one of these states, and returns which. */
  stand(name, ...states) {
    const wanted = states.map(s => `[data-stand="${name}"][data-state="${s}"]`).join(', ')
    const stand = this.page.locator(wanted).first()
    return stand.waitFor({ state: 'attached', timeout: 60_000 }).then(
      () => stand.getAttribute('data-state'),
      async () => {
        const now = await this.page.locator(`[data-stand="${name}"]`).first().getAttribute('data-state', { timeout: 1000 }).catch(() => 'not there')
        throw new Error(`the stand ${name} is ${now} and never ${states.join(' or ')}; ${this.page.url()}`)
      },
    )
  }

  does(name) {
    return this.page.locator(`[data-do="${name}"]:visible`).first().click()
  }

  /** Signs a member of the office in; their one-time code must be a new one. */
  async signsIn(member) {
    await this.go('/office')
    await this.page.fill('[name=name]', member.name)
    await this.page.fill('[name=key]', member.key)
    await this.page.fill('[name=code]', this.demo.oneTime(member.secret))
    await this.page.click('main form[action="/office/sign-in"] button')
    await this.at('/office')
  }

  /** Goes on with the key Tab, as who has no mouse does, until something has the focus. */
  async tabTo(selector) {
    for (let i = 0; i < 120; i++) {
      await this.page.keyboard.press('Tab')
      if (await this.page.locator(`${selector}:focus`).count()) return
    }
    throw new Error(`the key Tab never comes to ${selector} at ${this.path()}`)
  }

  async count(petition) {
    return Number((await this.page.locator(`[data-count="${petition}"]`).first().textContent()).replace(/\D/g, ''))
  }

  counts(petition, n) {
    return until(`${petition} counts ${n}`, async () => (await this.count(petition)) === n, 60_000)
  }

  /** Asks for a code at the desk; the page with its field is open afterwards. */
  async asksForCode(address) {
    if (this.path() !== '/desk') await this.go('/desk')
    await this.page.fill('[name=address]', address)
    await this.page.click('main form[action="/desk/address"] button')
    await this.at('/desk/code')
  }

  /** Checks in and collects; the wallet's page is open afterwards. */
  async collects(address) {
    await this.asksForCode(address)
    await this.page.fill('[name=code]', await this.demo.code(address))
    await this.at('/wallet')
    await this.stand('passes', 'held')
  }

  /** What the page shows is readable by everyone, and fits. */
  async readable() {
    if (!this.javaScript) return this.#twinIsReadable()
    await this.page.evaluate(axe)
    const found = await this.page.evaluate(tags => globalThis.axe.run({ runOnly: tags, resultTypes: ['violations'] }), tags)
    const told = found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary?.replace(/\s+/g, ' ')}`))
    assert.deepEqual(told, [], `axe at ${this.path()}`)
    const width = await this.page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(width <= this.page.viewportSize().width, `${this.path()} is ${width} pixels wide, wider than the window`)
  }

  /** axe is a script: it looks at the same page in a twin of this browser, in which only ours does not run. */
  async #twinIsReadable() {
    const html = await this.page.content()
    const twin = await Visitor.come(this.context.browser(), this.demo, { ...this.page.viewportSize() })
    await twin.context.route('**/*', route => {
      const request = route.request()
      if (request.isNavigationRequest()) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      return request.resourceType() === 'script' ? route.fulfill({ contentType: 'text/javascript', body: '' }) : route.continue()
    })
    await twin.page.goto(this.page.url())
    await twin.readable()
    await twin.context.close()
  }
}
