// Takes pictures of the gallery: node gallery.mjs ADDRESS FOLDER, with [{"name","widths"}] on standard input. Each page is taken whole, at
// each of its widths, light and dark; index.html in the folder shows them all. What breaks the site's policy or is wider than its window
// is told, and ends this with 1. `go run ./cmd/gallery --shots FOLDER` serves the pages and calls this.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { openBrowser } from './browser.mjs'

const [base, folder] = process.argv.slice(2)
const subjects = JSON.parse(await text(process.stdin))
const schemes = ['light', 'dark']
const wide = []
mkdirSync(folder, { recursive: true })
const browser = await openBrowser()
const visitors = browser.visitorsOf({ base })
await Promise.all(schemes.map(take))
writeFileSync(join(folder, 'index.html'), index()) // before what is wrong is told: the pictures are there
await visitors.end()
await browser.close()
console.log(`${subjects.length} screens and mails, in ${join(folder, 'index.html')}`)
if (wide.length) console.log(`wider than their window:\n${wide.join('\n')}`)
process.exit(wide.length ? 1 : 0)

async function take(scheme) {
  const v = await visitors.visitor({ dark: scheme === 'dark' })
  for (const { name, widths } of subjects) {
    await v.go(`/${name}`)
    for (const width of widths) {
      await v.page.setViewportSize({ width, height: 800 })
      if ((await v.page.evaluate(() => document.documentElement.scrollWidth)) > width) wide.push(`${name} at ${width}, ${scheme}`)
      await v.page.screenshot({ path: join(folder, picture(name, width, scheme)), fullPage: true })
    }
  }
}

function picture(name, width, scheme) {
  return `${name}-${width}-${scheme}.png`
}

function index() {
  const looks = ({ name, widths }) => widths.flatMap(width => schemes.map(scheme => picture(name, width, scheme)))
  const pictures = s => looks(s).map(file => `<a href="${file}"><img src="${file}" alt="${file}" height="240" loading="lazy"></a>`).join('\n')
  return `<!doctype html><meta charset="utf-8"><title>Gallery</title>\n${subjects.map(s => `<h2>${s.name}</h2>\n${pictures(s)}\n`).join('')}`
}
