// Go 1.26 asks what runs tests for one method more than chainsaw v0.2.12 has.

package internal

// ModulePath is empty: nothing here belongs to a module under test.
func (*TestDeps) ModulePath() string { return "" }
