// Package house holds no code. Its tests keep the house in order: which package may import which,
// what pure packages must not touch, how packages are named, how long files grow, and that no file
// tells of the machine it was written on. docs/architecture.md says why.
package house
