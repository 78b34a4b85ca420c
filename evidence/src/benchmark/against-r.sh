#!/usr/bin/env bash
# Kaplan-Meier and log-rank over a million rows, here and by R's survfit and survdiff in turns.
# Needs Rscript with the package survival, and an otherwise quiet machine. Takes about two minutes.
set -euo pipefail
cd "$(dirname "$0")/../../.."
./mvnw --batch-mode --no-transfer-progress -q -pl evidence -Pbenchmark test-compile \
  org.codehaus.mojo:exec-maven-plugin:exec -Dexec.args="-classpath %classpath \
  org.therafed.evidence.survival.SurvivalAgainstR src/benchmark/survival.R"
