// Buttons that put the text beside them into the clipboard. They are there only where they can do so; it can be marked by hand everywhere.

for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
  const id = button.dataset.copy!
  button.hidden = false
  button.addEventListener('click', async () => {
    const box = document.getElementById(id) as HTMLInputElement | HTMLTextAreaElement
    box.select()
    const done = await navigator.clipboard?.writeText(box.value).then(() => true, () => false)
    for (const said of document.querySelectorAll<HTMLElement>('[data-copied]')) said.hidden = !done || said.dataset.copied !== id
  })
}
