#!/usr/bin/env bash
# Runs every committed benchmark, one after another, and prints what docs/benchmarks.md records.
# Needs a built checkout (./mvnw -DskipTests package) and an otherwise quiet machine. Takes about half an hour.
set -euo pipefail
cd "$(dirname "$0")/.."
maven=(./mvnw --threads 1 --batch-mode --no-transfer-progress -q)

section() { printf '\n== %s\n' "$1"; }

section "machine"
date -u +%Y-%m-%d
nproc
grep -m1 'model name' /proc/cpuinfo
java -version 2>&1 | head -1

section "DICOM header parse, parse to JSON, de-identification, C-STORE receive"
"${maven[@]}" -pl dicom-bridge -am -Pdicom-benchmark -DskipTests test

section "C-STORE, our engine and dcm4che by turns"
"${maven[@]}" -Pdcm4che,engine-benchmark -pl dicom-bridge/dcm4che -am -DskipTests test ||
  echo "not measured: dcm4che could not be had from its repository"

section "judgement of a record, beside HAPI; projection; validator ready"
"${maven[@]}" -pl fhir-profiles -Pbenchmark -DskipTests test

section "Kaplan-Meier over a million rows"
"${maven[@]}" -pl evidence -Pbenchmark clean test-compile exec:exec

section "every estimator of evidence, by turns with R where R has it"
evidence/src/benchmark/against-r.sh

section "registry: start, ingest, first question, memory"
"${maven[@]}" -pl registry-server -am -Pbenchmark -DskipTests verify

section "registry: whether the time of an answer tells a few from nobody"
"${maven[@]}" -pl registry-server -am -Ptiming -DskipTests verify

section "registry: growth to 100,000 persons; to 1,000,000 with -Dgrowth.persons=10000,100000,1000000 (15 GB of disk)"
"${maven[@]}" -pl registry-server -am -Pgrowth -DskipTests verify

section "gateway: HL7 v2 over MLLP, durable"
"${maven[@]}" -pl site-gateway -am -Phl7-benchmark -DskipTests verify

section "gateway: a million queued records, and the registry comes back"
"${maven[@]}" -pl site-gateway -am -Poutbox-benchmark -DskipTests verify

section "both: from a hospital's system to the fact in the registry, at a tenth of the peak"
"${maven[@]}" -pl e2e -am -Platency-benchmark -DskipTests verify

section "start and memory: empty folder, existing one, the same with an archive of classes"
folder=$(mktemp -d)
start() {
  local name=$1 round=$2 begin pid
  shift 2
  begin=$(date +%s%N)
  env "${settings[@]}" THERAFED_DATA_DIR="$folder/$name" THERAFED_HTTP_PORT=18081 \
    java "$@" -jar "$name/target/quarkus-app/quarkus-run.jar" >>"$folder/$name.log" 2>&1 &
  pid=$!
  until curl -fs -o "$folder/health" http://127.0.0.1:18081/q/health/ready; do
    kill -0 "$pid" || { cat "$folder/$name.log"; exit 1; }
    sleep 0.02
  done
  printf '%s, %s: %d ms, %s s of processor time, resident %d MB\n' "$name" "$round" \
    $((($(date +%s%N) - begin) / 1000000)) \
    "$(awk '{print ($14 + $15) / 100}' "/proc/$pid/stat")" \
    $(($(awk '/VmRSS/ {print $2}' "/proc/$pid/status") / 1024))
  kill "$pid"
  wait "$pid" || true
}
for name in site-gateway registry-server; do
  settings=()
  if [ "$name" = site-gateway ]; then settings=(THERAFED_DICOM_PORT=11119); fi
  start "$name" "empty folder"
  for turn in 1 2 3; do start "$name" "existing folder, turn $turn"; done
  start "$name" "existing folder, an archive is made at its end" "-XX:ArchiveClassesAtExit=$folder/$name.jsa"
  for turn in 1 2 3; do start "$name" "existing folder, with the archive, turn $turn" "-XX:SharedArchiveFile=$folder/$name.jsa"; done
done

section "./demo --once, with the largest resident memory of each application under its load"
largest_resident() {
  # Process by process: VmHWM is the kernel's own high-water mark.
  declare -A most
  while kill -0 "$1" 2>/dev/null; do
    for process in /proc/[0-9]*; do
      # In braces, for a process may have ended meanwhile and then the shell itself complains.
      command=$({ tr '\0' ' ' <"$process/cmdline"; } 2>/dev/null || true)
      case "$command" in *site-gateway/target/quarkus-app* | *registry-server/target/quarkus-app*)
        peak=$(awk '/VmHWM/ {print $2}' "$process/status" 2>/dev/null || true)
        [ -n "$peak" ] && most[$process]="$((peak / 1024)) MB $(grep -o 'site-gateway\|registry-server' <<<"$command" | head -1)"
        ;;
      esac
    done
    sleep 1
  done
  printf '%s\n' "${most[@]}"
}
log=$(mktemp)
begin=$SECONDS
./demo --once >"$log" 2>&1 &
largest_resident $!
wait $! || cat "$log"
tail -3 "$log"
printf 'took %d s\n' $((SECONDS - begin))

section "the test command"
begin=$SECONDS
./mvnw --batch-mode --no-transfer-progress verify >"$log" 2>&1 || tail -50 "$log"
grep 'Tests run:.*[0-9]$' "$log" | tail -20
printf 'took %d s\n' $((SECONDS - begin))
