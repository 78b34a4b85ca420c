package org.therafed.gateway.console;

import java.util.List;

/**
 * This site's figures of one therapy beside the federation's, ready to print.
 *
 * @param modules by which somebody was treated here
 * @param title of the module that is shown; null: nobody was treated
 * @param federation {@code told}, or {@code absent} where the registry cannot be asked
 * @param cut data cut of the federation's figures; null where none is told
 * @param curvesJson both curves, for the chart
 */
public record ResultsView(
    List<Choice> modules,
    String title,
    int treated,
    String federation,
    String cut,
    List<Rate> responses,
    Survival survival,
    String curvesJson,
    List<Rate> toxicity,
    List<Quality> quality) {

  /** A module to look at. */
  public record Choice(String id, String title, boolean chosen) {}

  /**
   * A figure of one side.
   *
   * @param value empty: there is none
   * @param state of the federation's: {@code released}, {@code not-released} or {@code absent}
   */
  public record Side(String value, String interval, String people, String state) {

    static final Side NONE = new Side("", "", "", "released");

    static Side without(String state) {
      return new Side("", "", "", state);
    }
  }

  /**
   * A share at the site and in the federation.
   *
   * @param severe the same of grade 3 and more, of an adverse event
   */
  public record Rate(String title, Side own, Side federation, Side ownSevere, Side severe) {}

  /** A time to an event: medians in months, and the curves month by month. */
  public record Survival(String title, Side own, Side federation, List<Month> months) {}

  /** The curves at a month since the index date. */
  public record Month(int month, Side own, Side federation) {}

  /**
   * How good the data are by one dimension of the registry's.
   *
   * @param own percent; empty where nothing is there
   * @param median of the federation, percent; empty: too few sites
   */
  public record Quality(
      String module, String dimension, String own, String median, String drift, String since) {}
}
