package pass

// FewHolders is the number of pass holders below which it is said exactly, as a warning: so few cannot hide anybody.
const FewHolders = 20

// Holders is how many hold passes, as anybody may know it: rounded down to tens, so that nobody sees who came last; exact
// below FewHolders.
func Holders(n int) int {
	if n < FewHolders {
		return n
	}
	return n / 10 * 10
}

// Share is a count of signatures as whole per cent of the holders as they are shown, rounded down; 0 below FewHolders.
func Share(count, holders int) int {
	if holders < FewHolders {
		return 0
	}
	return min(100, count*100/Holders(holders))
}
