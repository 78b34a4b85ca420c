#!/usr/bin/env bash
# Every estimator from rows to numbers at growing sizes, and by turns with R where base R, survival, nlme or MASS has
# it; prints the table of docs/benchmarks.md. Arguments: families (survival, cox, cost, ...), all without any.
# Needs Rscript with these packages and an otherwise quiet machine.
set -euo pipefail
cd "$(dirname "$0")/../../.."
./mvnw --batch-mode --no-transfer-progress -q -pl evidence test-compile \
  org.codehaus.mojo:exec-maven-plugin:exec \
  -Dexec.executable=java -Dexec.classpathScope=test \
  -Dexec.args="-Xmx4g -classpath %classpath org.therafed.evidence.benchmark.EstimatorsAgainstR $*"
