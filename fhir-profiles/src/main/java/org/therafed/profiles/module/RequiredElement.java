package org.therafed.profiles.module;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A data element that the completeness score counts.
 *
 * @param id its name within the module
 * @param title in both languages
 * @param fact where it is found
 * @param of which biomarker, criterion, organ, stratum or component of cost; null for any of its
 *     fact
 * @param window the window in which it is due; null for any time
 * @param weight its share of the score, from 1
 * @param procedures the element is due only of who had one of these; empty for everybody
 */
public record RequiredElement(
    String id,
    TherapyModule.Title title,
    Source fact,
    String of,
    String window,
    int weight,
    List<String> procedures) {

  public RequiredElement {
    procedures = List.copyOf(procedures);
  }

  /** Where a data element is found. */
  public enum Source {
    INDICATION,
    DECISION,
    COURSE,
    CYCLE,
    ADMINISTRATION,
    CELL_PRODUCT,
    IMAGING,
    BIOMARKER,
    RESPONSE,
    ABSORBED_DOSE,
    ADVERSE_EVENT,
    SURVIVAL,
    COST,
    CONSENT,
    STRATUM;

    /** The name in a module, e.g. {@code cell-product}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Source> named(String label) {
      for (Source source : values()) {
        if (source.label().equals(label)) {
          return Optional.of(source);
        }
      }
      return Optional.empty();
    }
  }
}
