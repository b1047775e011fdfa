# What one can do here. "make" alone shows the menu.

LISTEN ?= localhost:8080
DATA ?= .data/demo
TICKETS ?= 100000
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

# Not "npm ci": it refuses a lock file that lacks the packages of other platforms, which a registry may
# not have. This installs what the lock file says and leaves it as it is.
NPM_INSTALL := npm install --no-save --no-audit --no-fund
WEB_SOURCES := $(wildcard web/*.json web/*.ts web/*.html web/.npmrc) \
	$(shell find web/src web/public 2>/dev/null | sed 's/ /\\ /g')
# What waits for the database or is seldom called is compiled without inlining, which makes the program 4 MB smaller.
# What is computed (sky, reason) and what every row goes through (SQL, JSON, HTTP) is not in the list.
COLD := github.com/xingfu/xingfu/internal github.com/Azure github.com/alecthomas github.com/coreos github.com/gabriel-vasile \
	github.com/go-asn1-ber github.com/go-jose github.com/go-ldap github.com/go-webauthn \
	github.com/google/go-tpm github.com/leodido github.com/nats-io github.com/pressly github.com/prometheus \
	github.com/tinylib github.com/wneessen github.com/xuri go.yaml.in google.golang.org/protobuf
GCFLAGS := $(COLD:%=-gcflags=%/...=-l) -gcflags=github.com/xingfu/xingfu/internal/reason/...=
GO_FILES = $(shell find . -name node_modules -prune -o -name '*.go' -print)

.PHONY: help run test race build lint api e2e pictures bench clean
.DELETE_ON_ERROR:

help:
	@echo "make run       serve the demo operator at http://$(LISTEN)"
	@echo "make test      check everything: lint, tests on both databases, browser"
	@echo "make race      run the Go tests with the race detector"
	@echo "make build     leave the program in bin/xingfu"
	@echo "make lint      check formatting, types and common mistakes"
	@echo "make api       write the console's types anew from the API's description"
	@echo "make bench     measure the program beside the bare database, on SQLite and on PostgreSQL"
	@echo "make e2e       run the browser tests only"
	@echo "make pictures  take the pictures of README and guide anew, in both languages"
	@echo "make clean     remove what was built and installed"

run: build
	bin/xingfu demo --listen $(LISTEN) --data $(DATA)

test: build web/node_modules/.installed e2e/node_modules/.installed
	@scripts/need.sh postgresql slapd chromium wapiti
	@go run ./scripts/testall

race: web/dist/index.html
	@scripts/need.sh postgresql slapd gcc wapiti
	CGO_ENABLED=1 go run ./internal/platform/store/storetest/withpostgres go test -race -timeout 30m ./...

# Go knows itself what has changed, so it is asked every time.
build: web/dist/index.html
	CGO_ENABLED=0 go build -trimpath -buildvcs=false $(GCFLAGS) -ldflags "-s -w -X main.version=$(VERSION)" -o bin/xingfu ./cmd/xingfu

lint: web/node_modules/.installed e2e/node_modules/.installed
	@unformatted="$$(gofmt -l $(GO_FILES))"; \
	if [ -n "$$unformatted" ]; then echo "not formatted (gofmt -w):"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	go tool staticcheck ./...
	npm --prefix web run lint
	npm --prefix web run types
	npm --prefix e2e run lint
	npm --prefix e2e run types
	@mkdir -p .make
	@go run ./cmd/xingfu openapi > .make/openapi.json
	@node web/schema.mjs .make/openapi.json .make/schema.d.ts
	@cmp -s .make/schema.d.ts web/src/api/schema.d.ts || { echo "web/src/api/schema.d.ts is not what the API says: run make api"; exit 1; }

api: web/node_modules/.installed
	@mkdir -p .make
	go run ./cmd/xingfu openapi > .make/openapi.json
	node web/schema.mjs .make/openapi.json web/src/api/schema.d.ts

e2e: build e2e/node_modules/.installed
	@scripts/need.sh chromium
	npm --prefix e2e test

pictures: build e2e/node_modules/.installed
	@scripts/need.sh chromium
	npm --prefix e2e run pictures

# Each database is new and removed afterwards.
bench: build
	@scripts/need.sh postgresql
	@rm -rf .data/bench
	bin/xingfu bench --tickets $(TICKETS) --data .data/bench
	@rm -rf .data/bench
	go run ./internal/platform/store/storetest/withpostgres sh -c 'XINGFU_DATABASE_URL=$$XINGFU_TEST_POSTGRES bin/xingfu bench --tickets $(TICKETS)'

clean:
	rm -rf bin .make web/node_modules e2e/node_modules e2e/test-results e2e/playwright-report
	find web/dist -mindepth 1 ! -name .gitkeep -delete 2>/dev/null || true

web/dist/index.html: web/node_modules/.installed $(WEB_SOURCES)
	npm --prefix web run build
	@touch $@

%/node_modules/.installed: %/package.json %/package-lock.json
	@scripts/need.sh go node
	cd $* && $(NPM_INSTALL)
	@touch $@
