package main

import (
	"fmt"
	"os"

	"github.com/xingfu/xingfu/internal/app"
)

// openapiCommand prints the description of the API. It needs no database.
type openapiCommand struct{}

// Run prints OpenAPI 3.1 as JSON.
func (openapiCommand) Run() error {
	description, err := app.Description(version)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(os.Stdout, "%s\n", description)
	return err
}
