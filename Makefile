# Short names for what CONTRIBUTING.md describes. Needs only make, Maven and a JDK of 21 or newer.
MVN ?= mvn
JDK = $(shell HALAB_PRINT_JAVA=1 ./halab)

.PHONY: help check fmt test e2e lint bench mutation run

help: ## print this
	@sed -n 's/^\([a-z0-9]*\):.*## /  make \1\t/p' Makefile

test: ## the unit tests, as fast as they go; one of them: make test T=LauncherTest
	$(MVN) -B -Dfast $(if $(T),-Dtest=$(T)) test

check: ## all that must pass before a commit: tests, style, nullness, coverage, format
	JAVA_HOME='$(JDK)' $(MVN) -B verify

fmt: ## put the Java code into its format
	JAVA_HOME='$(JDK)' $(MVN) -B -q spotless:apply

lint: ## look for slips in the labs, the launcher and the CI script
	shellcheck -x halab .ci/run .ci/vm-host vagrant/provision/* vagrant/box/qemu-tcg bench/rivals bench/*.sh bench/rivals.d/*/run
	./halab lint

e2e: ## the tests on real nodes; needs Docker or Podman, and the image of vagrant/image/build
	$(MVN) -B verify -Pe2e -DskipUTs -Djacoco.skip

bench: ## the benchmarks
	$(MVN) -B -Dfast -Pbench test

mutation: ## change the code in small ways and see that a test notices
	JAVA_HOME='$(JDK)' $(MVN) -B -Dfast -Pmutation test

run: ## build halab if needed and start it
	./halab
