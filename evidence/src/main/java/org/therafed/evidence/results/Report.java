package org.therafed.evidence.results;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.partial.Result;

/**
 * A finding with all that makes it citable: the same content in every format ({@link ReportText},
 * {@link ReportCsv}, {@link ReportFhir}).
 *
 * @param title what was asked, in words
 * @param status whether there are numbers, and if not, why
 * @param estimates the numbers; empty unless the status is {@link Status#COMPLETE}
 * @param provenance what they stand on
 */
public record Report(String title, Status status, List<Estimate> estimates, Provenance provenance) {

  /** Whether there are numbers. */
  public enum Status {
    COMPLETE("complete"),
    NO_DATA("no data"),
    NOT_ESTIMABLE("not estimable"),
    NOT_RELEASED("not released");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    /** As printed. */
    public String words() {
      return words;
    }
  }

  public Report {
    Objects.requireNonNull(title, "title");
    estimates = List.copyOf(estimates);
  }

  /**
   * The report of an unrounded finding, for readers with a grant to rows.
   *
   * @param software name and version of what computed it
   */
  public static Report of(
      String title, Finding<? extends Result> finding, DataCut cut, String software) {
    Optional<? extends Result> result = finding.result();
    if (result.isPresent()) {
      Result numbers = result.get();
      return new Report(
          title,
          Status.COMPLETE,
          numbers.estimates(),
          Provenance.of(numbers.basis(), cut, software));
    }
    if (finding instanceof NotEstimable<?> not) {
      return withoutNumbers(title, Status.NOT_ESTIMABLE, not.method(), not.reason(), cut, software);
    }
    Method asked = finding instanceof NoData<?> none ? none.method() : null;
    return withoutNumbers(
        title, Status.NO_DATA, asked, "no row answers the question", cut, software);
  }

  /**
   * The report of no numbers.
   *
   * @param method what was to be computed; null where that may not be told
   * @param why in words for the reader
   */
  public static Report withoutNumbers(
      String title, Status status, Method method, String why, DataCut cut, String software) {
    return new Report(
        title,
        status,
        List.of(),
        Provenance.withoutNumbers(Optional.ofNullable(method), cut, software, why));
  }
}
