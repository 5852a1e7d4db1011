// Builds the bundle of every page, the second one of the wallet's page, and the list of words that it fetches beside them. The same source always gives the same bytes: the bundles are committed, and the first one's hash is a leaf.
import { gzipSync } from 'node:zlib'
import { readFileSync, writeFileSync } from 'node:fs'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { buildSync } from 'esbuild'

for (const name of ['wallet', 'organize']) {
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
