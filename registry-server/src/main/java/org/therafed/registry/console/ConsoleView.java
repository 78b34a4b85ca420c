package org.therafed.registry.console;

import java.util.List;

/**
 * What the evidence page shows, ready to print. Cells that are not shown are null.
 *
 * @param dataCut name and time of the cut that everything is as of; null before the first
 * @param outside whether something of the page is outside of the projects of who looks at it
 * @param curves survival of each group that is released
 * @param curvesJson the same as JSON, for the chart
 */
public record ConsoleView(
    String module,
    String moduleVersion,
    String dataCut,
    String software,
    String level,
    boolean outside,
    List<Curve> curves,
    String curvesJson,
    List<Response> responses,
    Toxicity toxicity,
    Cost cost) {

  /** A group's survival; without {@code medianUpper} the interval is open above. */
  public record Curve(
      String arm,
      boolean released,
      String people,
      String sites,
      String median,
      String medianLower,
      String medianUpper,
      String followUp,
      String linked,
      List<Point> points) {}

  /** A month of a curve. */
  public record Point(String month, String survival, String interval, String atRisk) {}

  /** A response rate of a group. */
  public record Response(
      String endpoint,
      String arm,
      String rate,
      String interval,
      String people,
      String sites,
      String excluded) {}

  /** The table of adverse events; null rows if not released. */
  public record Toxicity(String people, String sites, List<Term> terms) {}

  /** A row of it; {@code language} is that of the name. */
  public record Term(
      String name,
      String language,
      boolean all,
      String any,
      String anyInterval,
      String severe,
      String severeInterval,
      List<String> grades) {}

  /** The table of costs. */
  public record Cost(
      String currency, String year, String courses, String sites, List<Component> components) {}

  /** A row of it; {@code key} names the component, {@code total} is the sum. */
  public record Component(String key, String mean, String interval) {}
}
