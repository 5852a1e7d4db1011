// Package off takes a defence of the floor away, for tests that show what it is for.
package off

// Complement: groups are hidden for being small alone, and never so that others cannot be had by subtraction. Only floortest sets it.
var Complement bool
