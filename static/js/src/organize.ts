// The second script of the wallet's page. Every visitor of the page loads it, whatever they hold.
import { watchRoutes } from './organize/route'
import './follow'

watchRoutes(() => {})
