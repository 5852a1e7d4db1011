import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const tells = 'a ledger that drops a signature and grows on longer than before is caught by the browser of whoever signed'

const size = checkpoint => Number(checkpoint.split('\n')[1])

export async function run({ visitor, newcomer, petition, base, outside, twin }) {
  const dir = mkdtempSync(join(tmpdir(), 'papers-'))
  const other = await twin()
  try {
    const v = await visitor()
    await signs(v, newcomer(), await petition('Count Badge days'))
    const sizeAt = async site => size(await (await fetch(`${site}/log/checkpoint`)).text())
    while ((await sizeAt(other.base)) <= (await sizeAt(base)) + 4) await other.grow() // stories beside this one make the true one grow, too
    await shown(v, other)
    const papers = await v.page.locator('dialog [data-rows=papers] code').allTextContents()
    assert.equal(papers.length, 2)
    assert.ok(size(papers[1]) > size(papers[0]), 'more lines than before, and yet not those of before')
    await provesIt(papers, dir, outside, other)
  } finally {
    await other.stop()
    rmSync(dir, { recursive: true })
  }
}

async function signs(v, address, of) {
  await v.collects(address)
  await v.go(`/petitions/${of.id}`)
  await v.stand('sign', 'ready')
  await v.does('sign')
  await v.stand('sign', 'counted')
}

/** From now on this visitor is shown the other ledger, whole and signed by the same key. */
async function shown(v, other) {
  await v.context.route('**/log/**', async route => {
    const answer = await fetch(other.base + new URL(route.request().url()).pathname)
    await route.fulfill({ status: answer.status, contentType: answer.headers.get('content-type'), body: Buffer.from(await answer.arrayBuffer()) })
  })
  await v.go('/petitions')
  await v.stand('alarm', 'forked')
  await v.readable()
  assert.match(await v.page.locator('dialog h1').innerText(), /contradicts itself/)
  await v.context.unrouteAll({ behavior: 'ignoreErrors' })
}

/** An outsider who gets the papers believes nobody: neither ledger leads on from the other's state. */
async function provesIt(papers, dir, outside, other) {
  const files = papers.map((paper, i) => {
    const file = join(dir, `checkpoint-${i + 1}.txt`)
    writeFileSync(file, paper)
    return file
  })
  const alone = await outside('--seen', files[0])
  assert.equal(alone.code, 0, 'the first is the true ledger, as everybody else is shown it')
  for (const { code, out } of [await outside('--seen', files[1]), await other.outside('--log-only', '--seen', files[0])]) {
    assert.equal(code, 1)
    const said = JSON.parse(out)
    assert.equal(said.checkpoints.length, 2, said.lie)
    for (const checkpoint of said.checkpoints) assert.match(checkpoint, /\n\n— petitions\.meridian\.example /)
  }
}
