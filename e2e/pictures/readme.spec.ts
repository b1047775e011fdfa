import { account } from '../desk.js'
import { open, picture, work } from './guide.js'

interface Row {
  number: string
  links: { state: string }[]
  where: unknown[]
}

const chief = () => account('supervisor', '星联')

work('a ticket with its chain', chief, async ({ page, api, language }) => {
  const list = await api.get<{ items: Row[] }>('/tickets?status=handed&kind=fault&limit=100')
  const telling = list.items.find((row) => row.where.length > 0 && row.links.some((l) => l.state !== 'unknown'))
  await page.setViewportSize({ width: 1440, height: 900 })
  await open(page, `/tickets/${telling?.number}`)
  await picture(page, `../docs/pictures/ticket-${language}.png`)
})
