-- Documents of the search know shorter periods too: all are made anew.

-- +goose Up
TRUNCATE search_ticket, search_customer, search_terminal, search_build;

-- +goose Down
TRUNCATE search_ticket, search_customer, search_terminal, search_build;
