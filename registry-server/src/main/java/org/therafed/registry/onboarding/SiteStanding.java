package org.therafed.registry.onboarding;

import java.util.List;
import org.therafed.profiles.outcome.Phrase;

/**
 * Where a site stands on its way, for itself and for administrators.
 *
 * @param state {@code invited}, or a state of {@link SiteState}
 * @param title the state for people
 * @param next what is to be done next, and by whom
 * @param nextBy {@code site}, {@code administrator} or {@code nobody}
 * @param lastSeen UTC day of its latest request; empty before the first
 * @param modules open ones; none before it is accredited
 * @param tested {@code passed}, {@code failed} or {@code not-run}: its latest conformance run
 */
public record SiteStanding(
    String site,
    String name,
    String state,
    Phrase title,
    Phrase next,
    String nextBy,
    String lastSeen,
    CapabilityProfile profile,
    List<OpenModule> modules,
    String tested) {

  static final String INVITED = "invited";

  /**
   * A module that is open at a site.
   *
   * @param reviewedBy account of who has looked at it since; empty: nobody yet
   */
  public record OpenModule(String id, String openedOn, String reviewedBy, String reviewedOn) {}

  /** What follows each state. */
  private record Next(Phrase what, String by) {}

  static SiteStanding of(
      String site,
      String name,
      SiteState state,
      String lastSeen,
      CapabilityProfile profile,
      List<OpenModule> modules,
      String tested) {
    Next next = next(state, modules);
    return new SiteStanding(
        site,
        name,
        state.code(),
        state.title(),
        next.what(),
        next.by(),
        lastSeen,
        profile,
        modules,
        tested);
  }

  static SiteStanding invited(Invitations.Open invitation) {
    return new SiteStanding(
        invitation.site(),
        invitation.name(),
        INVITED,
        new Phrase("invited", "已邀请"),
        invitation.inForce()
            ? new Phrase(
                "Redeem the invitation (POST /ops/onboarding of the gateway); it ends on "
                    + invitation.endsAt()
                    + ".",
                "使用邀请码（网关的 POST /ops/onboarding）；邀请于 " + invitation.endsAt() + " 失效。")
            : new Phrase("The invitation has ended: make another.", "邀请已失效：请重新邀请。"),
        invitation.inForce() ? "site" : "administrator",
        "",
        CapabilityProfile.none(),
        List.of(),
        "not-run");
  }

  private static Next next(SiteState state, List<OpenModule> modules) {
    return switch (state) {
      case REGISTERED ->
          new Next(
              new Phrase(
                  "Run the conformance checks (POST /ops/onboarding/test of the gateway) until"
                      + " they pass.",
                  "运行一致性测试（网关的 POST /ops/onboarding/test），直至通过。"),
              "site");
      case TESTED ->
          new Next(
              new Phrase("Look at the report and accredit the site.", "查看报告并认可该站点。"),
              "administrator");
      case ACCREDITED ->
          new Next(
              new Phrase(
                  "Go live (POST /ops/onboarding/live of the gateway) when real records may leave.",
                  "允许真实记录发出时上线（网关的 POST /ops/onboarding/live）。"),
              "site");
      case LIVE ->
          modules.stream().anyMatch(module -> module.reviewedBy().isEmpty())
              ? new Next(
                  new Phrase("Review the modules that have been opened.", "审查已开放的模块。"),
                  "administrator")
              : new Next(new Phrase("Nothing.", "无。"), "nobody");
      case SUSPENDED ->
          new Next(
              new Phrase("Resume the site when the reason is gone.", "原因消除后恢复该站点。"),
              "administrator");
    };
  }
}
