package org.therafed.profiles.structure;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.therafed.profiles.structure.HapiDifferences.Difference;
import org.therafed.profiles.structure.Violation.Kind;

/** What a comparison with HAPI has seen, and the report that says it. */
final class HapiTally {
  private static final String ACROSS = "cross-resource (contained, bundled)";

  /** The kinds of constraint, by the rules that notice them. */
  private static final Map<String, Set<Kind>> CONSTRAINTS = constraints();

  private final Map<Mutation.Kind, Integer> kinds = new EnumMap<>(Mutation.Kind.class);
  private final Map<String, Integer> noticed = new TreeMap<>();
  private final Map<String, Set<Kind>> rules = new TreeMap<>();
  private final Map<String, Integer> differences = new TreeMap<>();
  private final Set<String> unexplained = new TreeSet<>();
  private int same;
  private int leftOut;
  private int invalid;

  private static Map<String, Set<Kind>> constraints() {
    Map<String, Set<Kind>> all = new LinkedHashMap<>();
    all.put("cardinality", EnumSet.of(Kind.REQUIRED, Kind.TOO_MANY));
    all.put(
        "types",
        EnumSet.of(Kind.TYPE, Kind.EMPTY, Kind.UNKNOWN_ELEMENT, Kind.URI, Kind.LENGTH, Kind.RANGE));
    all.put("fixed and pattern values", EnumSet.of(Kind.FIXED, Kind.PATTERN));
    all.put(
        "slicing",
        EnumSet.of(
            Kind.SLICE_MIN, Kind.SLICE_MAX, Kind.SLICE_CLOSED, Kind.EXTENSION, Kind.PROFILE));
    all.put("bindings", EnumSet.of(Kind.BINDING, Kind.CODE_SYSTEM));
    all.put("contexts of extensions", EnumSet.of(Kind.CONTEXT));
    all.put("references", EnumSet.of(Kind.REFERENCE));
    all.put("invariants", EnumSet.of(Kind.INVARIANT));
    all.put("UCUM", EnumSet.of(Kind.UNIT));
    all.put(ACROSS, EnumSet.of(Kind.INVARIANT, Kind.REFERENCE));
    return all;
  }

  void mutated(Mutation.Kind kind) {
    kinds.merge(kind, 1, Integer::sum);
  }

  /** HAPI could not expand a value set: its verdict says nothing. */
  void leftOut() {
    leftOut++;
  }

  /** What our validator noticed of a resource that HAPI has judged, too. */
  void seen(List<Violation> violations, boolean refusedByHapi) {
    invalid += refusedByHapi ? 1 : 0;
    Map<String, Set<Kind>> here = new TreeMap<>();
    for (Violation violation : violations) {
      CONSTRAINTS.forEach(
          (constraint, of) -> {
            boolean across = constraint.equals(ACROSS);
            if (of.contains(violation.kind()) && (!across || isAcross(violation))) {
              here.computeIfAbsent(constraint, c -> EnumSet.noneOf(Kind.class))
                  .add(violation.kind());
            }
          });
    }
    here.forEach(
        (constraint, by) -> {
          noticed.merge(constraint, 1, Integer::sum);
          rules.computeIfAbsent(constraint, c -> EnumSet.noneOf(Kind.class)).addAll(by);
        });
  }

  /** Rules that need a second resource: the one contained, another of the bundle. */
  private static boolean isAcross(Violation violation) {
    return violation.rule().matches("ref-1|dom-[2-5]|bdl-.*");
  }

  void same() {
    same++;
  }

  void different(String what, String side, List<String> findings, Optional<Difference> known) {
    known.ifPresentOrElse(
        difference -> differences.merge(difference.id(), 1, Integer::sum),
        () -> unexplained.add(what + ": only " + side + " " + findings));
  }

  Set<String> unexplained() {
    return unexplained;
  }

  int invalid() {
    return invalid;
  }

  /** The kinds of constraint that no resource put to the test. */
  Set<String> untested() {
    return CONSTRAINTS.keySet().stream()
        .filter(constraint -> !noticed.containsKey(constraint))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The report as Markdown. */
  String report(String command, String seeds, HapiDifferences known) {
    StringBuilder text = new StringBuilder("# Our validator against HAPI's\n\n");
    text.append("Written by\n\n```\n")
        .append(command)
        .append("\n```\n\nover the shared examples of mCODE, CodeX RT, IHE and HL7, and random")
        .append(" changes of those that HAPI takes.\nHAPI FHIR `FhirInstanceValidator`,")
        .append(" offline, with the same definitions. ")
        .append(seeds)
        .append("; ")
        .append(kinds.values().stream().mapToInt(Integer::intValue).sum())
        .append(" mutations.\n\nSame verdict: ")
        .append(same)
        .append(" (refused by both: ")
        .append(invalid - differencesOf("hapi", known))
        .append("). Different: ")
        .append(differences.values().stream().mapToInt(Integer::intValue).sum())
        .append(", each of a class below. Unexplained: ")
        .append(unexplained.size())
        .append(". Left out, for HAPI could not expand a value set: ")
        .append(leftOut)
        .append(".\n\n| mutation | n |\n|---|---|\n");
    kinds.forEach((kind, n) -> text.append("| " + kind + " | " + n + " |\n"));
    text.append(
        "\n| kind of constraint | resources that broke one | noticed as |\n|---|---|---|\n");
    CONSTRAINTS.forEach(
        (constraint, of) ->
            text.append("| " + constraint + " | " + noticed.getOrDefault(constraint, 0))
                .append(" | " + names(rules.getOrDefault(constraint, Set.of())) + " |\n"));
    text.append("\n| difference | who objects | n | why |\n|---|---|---|---|\n");
    for (Difference d : known.all()) {
      text.append("| " + d.id() + " | " + d.only() + " | ")
          .append(differences.getOrDefault(d.id(), 0))
          .append(" | " + d.reason() + " |\n");
    }
    return text.toString();
  }

  private int differencesOf(String side, HapiDifferences known) {
    return known.all().stream()
        .filter(difference -> difference.only().equals(side))
        .mapToInt(difference -> differences.getOrDefault(difference.id(), 0))
        .sum();
  }

  private static String names(Set<Kind> kinds) {
    return kinds.stream().map(Kind::name).collect(Collectors.joining(", "));
  }
}
