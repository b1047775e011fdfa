package store

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"
)

// table is a table as the database knows it.
type table struct {
	name    string
	columns []column
	refers  []string // the tables that its rows refer to
}

// column is a column with its type in capitals, such as TEXT, UUID, BOOLEAN, TIMESTAMPTZ.
type column struct {
	name, kind string
	key        int // its place in the primary key, from 1 on; 0: none
}

func (t *table) names() []string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	return names
}

// order is the same on both engines, follows an index, and puts what rows of the table itself refer to first:
// identifiers grow with time.
func (t *table) order() []string {
	key := slices.DeleteFunc(slices.Clone(t.columns), func(c column) bool { return c.key == 0 })
	if len(key) == 0 {
		return t.names()
	}
	slices.SortFunc(key, func(a, b column) int { return a.key - b.key })
	return (&table{columns: key}).names()
}

// batch is how many rows one statement takes.
func (t *table) batch() int { return max(1, 6000/len(t.columns)) }

func pick(tables []table, name string, columns []string) *table {
	i := slices.IndexFunc(tables, func(t table) bool { return t.name == name })
	if i < 0 || len(columns) == 0 {
		return nil
	}
	picked := table{name: name}
	for _, wanted := range columns {
		c := slices.IndexFunc(tables[i].columns, func(c column) bool { return c.name == wanted })
		if c < 0 {
			return nil
		}
		picked.columns = append(picked.columns, tables[i].columns[c])
	}
	return &picked
}

// tables lists the tables with data (pulse has none), each after those that it refers to. Those of the search index,
// whose names begin with search_, are not among them: they follow from the others and are made anew.
func (db *DB) tables(ctx context.Context, tx bun.IDB) ([]table, error) {
	columns, references := sqliteColumns, sqliteReferences
	if db.Engine == Postgres {
		columns, references = postgresColumns, postgresReferences
	}
	var rows []struct {
		Name, Col, Kind string
		Key             int
	}
	if err := tx.NewRaw(columns).Scan(ctx, &rows); err != nil {
		return nil, err
	}
	var all []table
	for _, r := range rows {
		if len(all) == 0 || all[len(all)-1].name != r.Name {
			all = append(all, table{name: r.Name})
		}
		t := &all[len(all)-1]
		t.columns = append(t.columns, column{r.Col, kindOf(r.Kind), r.Key})
	}
	var links []struct{ Name, Target string }
	if err := tx.NewRaw(references).Scan(ctx, &links); err != nil {
		return nil, err
	}
	for _, l := range links {
		if i := slices.IndexFunc(all, func(t table) bool { return t.name == l.Name }); i >= 0 && l.Name != l.Target {
			all[i].refers = append(all[i].refers, l.Target)
		}
	}
	return sorted(all), nil
}

func kindOf(kind string) string {
	kind = strings.ToUpper(kind)
	if kind == "TIMESTAMP WITH TIME ZONE" {
		return "TIMESTAMPTZ"
	}
	return kind
}

const (
	sqliteColumns = `SELECT m.name AS name, c.name AS col, c.type AS kind, c.pk AS key FROM sqlite_master m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'search\_%' ESCAPE '\' AND m.name NOT IN ('goose_db_version', 'pulse')
		ORDER BY m.name, c.cid`
	sqliteReferences = `SELECT m.name AS name, f."table" AS target FROM sqlite_master m, pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table'`
	postgresColumns = `SELECT c.table_name AS name, c.column_name AS col, c.data_type AS kind, COALESCE(k.ordinal_position, 0) AS key
		FROM information_schema.columns c
		JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
		LEFT JOIN (information_schema.table_constraints p JOIN information_schema.key_column_usage k
			ON k.constraint_schema = p.constraint_schema AND k.constraint_name = p.constraint_name AND k.table_name = p.table_name)
			ON p.constraint_type = 'PRIMARY KEY' AND p.table_schema = c.table_schema AND p.table_name = c.table_name AND k.column_name = c.column_name
		WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name NOT LIKE 'search\_%' AND c.table_name NOT IN ('goose_db_version', 'pulse')
		ORDER BY c.table_name COLLATE "C", c.ordinal_position`
	postgresReferences = `SELECT conrelid::regclass::text AS name, confrelid::regclass::text AS target FROM pg_constraint
		WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`
)

// sorted puts each table after those that it refers to.
func sorted(all []table) []table {
	var out []table
	placed := map[string]bool{}
	for len(out) < len(all) {
		before := len(out)
		for _, t := range all {
			if !placed[t.name] && !slices.ContainsFunc(t.refers, func(r string) bool { return !placed[r] }) {
				out, placed[t.name] = append(out, t), true
			}
		}
		if len(out) == before {
			panic("store: tables refer to each other in a circle")
		}
	}
	return out
}

// sqliteTime is how moments stand in SQLite.
const sqliteTime = "2006-01-02 15:04:05.999999999-07:00"

// plain gives a value as it stands in a dump.
func (c column) plain(v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case []byte:
		if c.kind == "BYTEA" {
			return base64.StdEncoding.EncodeToString(v), nil
		}
		return string(v), nil
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano), nil
	case int64:
		if c.kind == "BOOLEAN" {
			return v != 0, nil
		}
	case string:
		if c.kind == "TIMESTAMPTZ" {
			at, err := time.Parse(sqliteTime, v)
			if err != nil {
				return nil, fmt.Errorf("column %s: %w", c.name, err)
			}
			return at.UTC().Format(time.RFC3339Nano), nil
		}
	}
	return v, nil
}

// read reads a row of a dump.
func (t *table) read(raw json.RawMessage) ([]any, error) {
	var values []any
	in := json.NewDecoder(bytes.NewReader(raw))
	in.UseNumber()
	if err := in.Decode(&values); err != nil {
		return nil, err
	}
	if len(values) != len(t.columns) {
		return nil, fmt.Errorf("%d values for %d columns of %s", len(values), len(t.columns), t.name)
	}
	for i, c := range t.columns {
		var err error
		switch v := values[i].(type) {
		case json.Number:
			if c.kind == "DOUBLE PRECISION" {
				values[i], err = v.Float64()
			} else {
				values[i], err = v.Int64()
			}
		case string:
			switch c.kind {
			case "TIMESTAMPTZ":
				values[i], err = time.Parse(time.RFC3339Nano, v)
			case "BYTEA":
				values[i], err = base64.StdEncoding.DecodeString(v)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("column %s of %s: %w", c.name, t.name, err)
		}
	}
	return values, nil
}
