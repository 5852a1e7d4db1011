// The script of check.html in a petition's bundle: it checks the files that stand in that page, or a bundle that is handed to it, and
// needs nothing else. The page's own policy lets it reach no network.
import { recount } from './recount/check'
import { Telling } from './recount/page'
import { bundle, filesIn, filesInZip } from './recount/source'

const telling = new Telling()
const pick = document.querySelector<HTMLInputElement>('[name=bundle]')!

if (crypto.subtle) {
  void telling.tell(async told => recount(bundle(filesIn(document.getElementById('files')!.textContent!)), told))
  pick.onchange = async () => {
    const [file] = pick.files!
    if (!file) return
    const bytes = await file.arrayBuffer()
    pick.value = '' // so that the same file, changed, can be picked again
    await telling.tell(async told => recount(bundle(await filesInZip(new Uint8Array(bytes))), told))
  }
} else {
  telling.stand.show('old')
}
