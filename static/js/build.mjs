// Builds the bundle of every page, that of petitions' and programs' pages, that of the wallet's page, that of leadership's, that of the office's security keys, the two that recount in a browser, and the list of words that the wallet's page fetches. The same source always gives the same bytes: they are committed, and their hashes are leaves.
import { gzipSync } from 'node:zlib'
import { readFileSync, writeFileSync } from 'node:fs'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { buildSync } from 'esbuild'

for (const name of ['wallet', 'petition', 'organize', 'respond', 'security', 'recount', 'offline']) {
  const outfile = new URL(`../dist/${name}.js`, import.meta.url).pathname
  buildSync({
    absWorkingDir: import.meta.dirname,
    entryPoints: [`src/${name}.ts`],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'inline',
    charset: 'ascii',
  })
  const bundle = readFileSync(outfile)
  console.log(`${name}.js: ${bundle.length} bytes, ${gzipSync(bundle, { level: 9 }).length} gzip`)
}

// BIP39's own english.txt, byte for byte; the bundle holds its hash and takes no other.
writeFileSync(new URL('../dist/words.txt', import.meta.url), wordlist.join('\n') + '\n')
