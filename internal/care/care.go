// Package care looks after customers beyond their tickets, and puts together what all parts of the house know of one
// customer.
package care
