package org.therafed.registry.console;

import java.util.List;

/**
 * What the page of sites shows, ready to print.
 *
 * @param code of the invitation that was made right now, with its site; null otherwise
 * @param problem why nothing was done; null where nothing went wrong
 */
public record SitesView(List<Row> rows, Code code, String problem) {

  /** A code that is shown once. */
  public record Code(String site, String text, String endsAt) {}

  /**
   * A site.
   *
   * @param title its state for people
   * @param nextBy {@code site}, {@code administrator} or {@code nobody}
   * @param lastSeen day; null before the first
   * @param channels names, separated; null where none is said
   * @param zone null where none is said
   * @param contactRole null where none is said
   * @param tested {@code passed}, {@code failed} or {@code not-run}
   * @param acts what an administrator can do now, in the order of buttons
   */
  public record Row(
      String site,
      String name,
      String state,
      String title,
      String next,
      String nextBy,
      String lastSeen,
      String channels,
      String zone,
      String contactRole,
      List<Module> modules,
      String tested,
      List<String> acts) {}

  /** A module of a site's profile; {@code opened} only where it is open. */
  public record Module(String id, boolean opened, boolean reviewed) {}

  /** A conformance report. */
  public record Report(String site, int run, boolean passed, List<Line> lines) {
    /** Where it is shown. */
    public String address() {
      return "/console/sites/" + site;
    }
  }

  /** One check of it. */
  public record Line(boolean passed, String code, String found, String needed, String remedy) {}
}
