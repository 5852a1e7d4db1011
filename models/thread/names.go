package thread

import "strings"

// The lists are kind or neutral, name nobody, (no word is a given name) and must keep their order: who speaks under a petition keeps a pseudonym for its life.

// adjectives come first.
var adjectives = strings.Fields(`
Airy Ample Apt Azure Balmy Bright Brisk Bronze Calm Candid Careful Cheery Chestnut Civil Clear Clever Cobalt
Copper Cosy Crimson Crisp Curious Daring Deft Dewy Eager Early Emerald Even Fair Faithful
Far Festive Fine Fleet Fond Free Fresh Frosty Gallant Gentle Gilded Glad Golden Good Graceful Grand Green Happy
Hearty Honest Hopeful Humble Indigo Jolly Jovial Keen Kind Lasting Level Light Lively Loyal Lucid
Lucky Mellow Mild Mindful Mirthful Misty Modest Morning Mossy Neat Nimble Noble Northern Open Patient Peaceful
Pearly Placid Polite Proud Quick Quiet Ready Russet Rustic Sable Sharp Silent Silver
Sincere Smiling Smooth Snowy Solid Southern Spirited Spry Stable Starry Staunch Steady Still Sturdy Subtle Sunny
Supple Sure Swift Tawny Tender Thoughtful Tidy Tranquil True Trusty Upright Valiant Velvet Verdant Vivid Warm Watchful
Western Whole Wise Witty Woven Zesty`)

// animals are birds, beasts and fish of sea and shore, and of the fields behind.
var animals = strings.Fields(`
Albatross Alpaca Anchovy Antelope Auk Avocet Badger Barbet Barnacle Bass Beaver Bison Bittern Blackbird Bluebird Bobolink
Bream Brant Bullfinch Bunting Buzzard Camel Cardinal Caribou Chaffinch Chamois Chickadee Chough Cockle Condor
Cormorant Cowrie Crab Crane Cricket Curlew Cuttlefish Dabchick Deer Dipper Diver Dolphin Dotterel Dove Dragonfly Duck Dunlin
Eagle Egret Eider Elk Ermine Falcon Fieldfare Finch Firefly Flamingo Flounder Flycatcher Fulmar Gadwall Gannet Garganey
Gazelle Gecko Godwit Goldcrest Goldfinch Goshawk Grebe Greenfinch Greylag Guillemot Gurnard Haddock Halibut
Hare Harrier Hawk Hedgehog Heron Herring Hoopoe Ibex Ibis Jackdaw Kestrel Kingfisher Kite Kittiwake Knot Lapwing Lark
Linnet Lobster Lynx Mackerel Magpie Mallard Manatee Marlin Marmot Marten Merganser Minnow Moorhen Moose
Mullet Narwhal Nautilus Newt Nightingale Nightjar Nuthatch Octopus Oriole Osprey Otter Ouzel Owl Oyster Partridge Pelican
Penguin Perch Petrel Phalarope Pheasant Pigeon Pintail Pipit Plaice Plover Pochard Porpoise Puffin Quail Raven Razorbill
Redpoll Redshank Redstart Redwing Roller Rook Ruff Salmon Sanderling Sandpiper Scaup Scoter Seahorse Serin
Shearwater Shelduck Shoveler Shrike Siskin Skimmer Skua Skylark Smew Sparrow Spoonbill Sprat Squirrel Starfish Starling
Stilt Stoat Stonechat Stork Sturgeon Sunbird Swallow Swan Teal Tench Tern Thrush Treecreeper Trout Turbot Turnstone
Turtle Twite Urchin Vole Wagtail Warbler Waxwing Weaver Wheatear Whelk Whimbrel Whinchat Wigeon Willet Woodcock
Woodlark Woodpecker Wryneck Yellowhammer`)
