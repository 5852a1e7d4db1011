import { chromium } from 'playwright-core'
const base = process.argv[2]; const out = process.argv[3]
const pages = process.argv.slice(4)
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic'] })
for (const spec of pages) {
  const [path, widths = '1280', schemes = 'light', opts = ''] = spec.split('|')
  for (const w of widths.split(',')) for (const s of schemes.split(',')) {
    const ctx = await browser.newContext({ viewport: { width: +w, height: 900 }, colorScheme: s })
    const page = await ctx.newPage()
    if (opts.includes('noimg')) await page.route('**/*', r => r.request().resourceType() === 'image' ? r.abort() : r.continue())
    await page.goto(path.startsWith('file:') ? path : base + path)
    const name = path.replace(/[^a-z0-9]+/gi, '_').slice(-40)
    await page.screenshot({ path: `${out}/${name}-${w}-${s}${opts}.png`, fullPage: true })
    await ctx.close()
  }
}
await browser.close()
