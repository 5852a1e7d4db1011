import { chromium } from 'playwright-core'
const base='http://127.0.0.1:18700', out='/tmp/e5shots/'
const b = await chromium.launch({executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync']})
const mails = await (await fetch(base+'/dev/mail.json')).json()
const mail = mails.find(m=>m.to.startsWith('chief') && m.subject.includes('delivered: Stop'))
const link = /\/respond#[\w-]{43}/.exec(mail.text)[0]
console.log(mail.text)
const pets = (await (await fetch(base+'/petitions.json')).json()).petitions
const id = t => pets.find(p=>p.title.includes(t)).id
const what = process.argv[2] ?? 'all'
for (const [w,dark] of [[390,false],[1280,true]]) {
  const ctx = await b.newContext({viewport:{width:w,height:900},colorScheme:dark?'dark':'light',reducedMotion:'reduce'})
  const p = await ctx.newPage()
  const shot = async n => p.screenshot({path:`${out}${n}-${w}.png`, fullPage:true})
  await p.goto(base+'/dev/mail/'+mail.id+'.html'); await shot('mail')
  const renewed = mails.find(m=>m.subject.startsWith('Your answer is published: No auto'))
  await p.goto(base+'/dev/mail/'+renewed.id+'.html'); await shot('renewed')
  await p.goto(base+'/respond'); await shot('enter')
  await p.goto(base+link); await p.waitForSelector('form.respond'); await shot('room'); console.log(p.url())
  await p.fill('[name=words]', 'Thank you.\n\n- We **end** it.\n- We delete it.'); await p.click('button[value=preview]'); await p.waitForSelector('button[value=publish]'); await shot('preview')
  for (const [n,t] of [['p-late','Stop recording'],['p-rev','automatic warnings'],['p-closed','wellbeing']]) { await p.goto(base+'/petitions/'+id(t)); await p.waitForTimeout(300); await p.locator('.split').screenshot({path:`${out}${n}-${w}.png`}) ; if (n=='p-rev') { await p.click('.revisions summary'); await p.locator('.reply').screenshot({path:`${out}rev-${w}.png`}) }
   if (await p.locator('.reply').count()) await p.locator('.reply').screenshot({path:`${out}reply-${n}-${w}.png`}) ; if (await p.locator('.came').count()) await p.locator('.came').screenshot({path:`${out}came-${n}-${w}.png`})}
  await p.goto(base+'/petitions/'+id('Stop recording')+'/delivery'); await shot('delivery')
  await p.goto(base+'/petitions/'+id('Stop recording')+'/letter'); await shot('letter')
  await ctx.close()
}
await b.close()
