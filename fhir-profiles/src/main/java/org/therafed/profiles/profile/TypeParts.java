package org.therafed.profiles.profile;

import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.therafed.profiles.terminology.Systems;

/**
 * The parts of FHIR's complex data types that may leave a site. A table names the element; its
 * parts follow from the type: a Reference has no display, an Identifier no period, a Coding no
 * version.
 */
final class TypeParts {
  private static final Pattern REFERENCE =
      Pattern.compile("[A-Z][A-Za-z]{0,63}/[A-Za-z0-9\\-.]{1,64}");
  private static final Pattern CODE = Pattern.compile("[^\\s]{1,128}");

  private final Consumer<ElementRule> sink;

  TypeParts(Consumer<ElementRule> sink) {
    this.sink = sink;
  }

  /** Emits the rows below {@code parent}; {@code row} holds the attributes its parts need. */
  void expand(ElementRule parent, RowReader row) {
    switch (parent.type()) {
      case CODEABLE_CONCEPT -> {
        ElementRule coding =
            complex(
                parent, "coding", 1, Integer.MAX_VALUE, ElementType.CODING, parent.constraints());
        sink.accept(coding);
        coding(coding);
        text(parent, "text", parent.constraints());
      }
      case CODING -> coding(parent);
      case QUANTITY, DURATION -> quantity(parent, row);
      case PERIOD -> {
        temporal(parent, "start");
        temporal(parent, "end");
      }
      case REFERENCE ->
          part(
              parent,
              "reference",
              1,
              ElementType.STRING,
              DeidAction.REFERENCE,
              new Constraints(
                  Set.of(),
                  null,
                  Set.of(),
                  null,
                  Precision.ANY,
                  false,
                  parent.constraints().targets(),
                  REFERENCE));
      case IDENTIFIER -> {
        if (row.texts("systems").isEmpty()) {
          throw row.fault("an identifier without systems could carry anything");
        }
        part(parent, "system", 1, ElementType.URI, DeidAction.KEEP, codes(row.texts("systems")));
        part(
            parent,
            "value",
            1,
            ElementType.STRING,
            parent.action(),
            form(parent.constraints().form()));
      }
      case MONEY -> {
        part(parent, "value", 1, ElementType.DECIMAL, DeidAction.KEEP, parent.constraints());
        part(
            parent,
            "currency",
            1,
            ElementType.CODE,
            DeidAction.KEEP,
            form(Pattern.compile("[A-Z]{3}")));
      }
      default -> {}
    }
  }

  private void coding(ElementRule coding) {
    part(coding, "system", 1, ElementType.URI, DeidAction.KEEP, Constraints.NONE);
    part(coding, "code", 1, ElementType.CODE, DeidAction.KEEP, form(CODE));
    text(coding, "display", coding.constraints());
  }

  private void quantity(ElementRule parent, RowReader row) {
    part(parent, "value", 1, ElementType.DECIMAL, DeidAction.KEEP, parent.constraints());
    if (row.comparator()) {
      part(
          parent,
          "comparator",
          0,
          ElementType.CODE,
          DeidAction.KEEP,
          codes(Set.of("<", "<=", ">=", ">")));
    }
    text(parent, "unit", Constraints.NONE);
    part(parent, "system", 1, ElementType.URI, DeidAction.KEEP, codes(Set.of(Systems.UCUM)));
    // The unit is judged with the value, in the validator, so that the finding can speak of both.
    part(parent, "code", 1, ElementType.CODE, DeidAction.KEEP, form(CODE));
  }

  private void temporal(ElementRule parent, String name) {
    part(parent, name, 0, ElementType.DATE_TIME, DeidAction.SHIFT_DATE, parent.constraints());
  }

  private void text(ElementRule parent, String name, Constraints constraints) {
    part(parent, name, 0, ElementType.STRING, DeidAction.CODE_TEXT, constraints);
  }

  private void part(
      ElementRule parent,
      String name,
      int min,
      ElementType type,
      DeidAction action,
      Constraints constraints) {
    sink.accept(
        new ElementRule(parent.path() + "." + name, min, 1, false, type, action, constraints));
  }

  private static ElementRule complex(
      ElementRule parent,
      String name,
      int min,
      int max,
      ElementType type,
      Constraints constraints) {
    return new ElementRule(
        parent.path() + "." + name, min, max, max > 1, type, DeidAction.KEEP, constraints);
  }

  private static Constraints codes(Set<String> codes) {
    return new Constraints(codes, null, Set.of(), null, Precision.ANY, false, Set.of(), null);
  }

  private static Constraints form(Pattern form) {
    return new Constraints(Set.of(), null, Set.of(), null, Precision.ANY, false, Set.of(), form);
  }
}
