// Package tessera holds our ledger to programs of others: tessera's fsck and client read it, transparency-dev's witness signs
// it. A module of its own, so that none of them is among the modules of the product.
package tessera
