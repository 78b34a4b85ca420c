package org.therafed.evidence.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.evidence.access.AccessResult;
import org.therafed.evidence.access.ActivityResult;
import org.therafed.evidence.access.DistanceResult;
import org.therafed.evidence.access.FunnelResult;
import org.therafed.evidence.access.Share;
import org.therafed.evidence.contract.MilestoneResult;

/** The rules for shares of groups, stages and milestones: each is a response rate of its own. */
final class AccessDoor {
  private final DisclosurePolicy policy;

  private AccessDoor(DisclosurePolicy policy) {
    this.policy = policy;
  }

  /** A group of a partition, with the share that would be shown. */
  private record Part(String name, long n, Share share) {}

  static Verdict judge(AccessResult result, Coarsening whole, DisclosurePolicy policy) {
    AccessDoor door = new AccessDoor(policy);
    List<Part> parts = new ArrayList<>();
    result
        .groups()
        .forEach((name, group) -> parts.add(new Part(name, group.n(), group.share().orElse(null))));
    Figures figures = new Figures(result, whole);
    for (Part part : door.shown(parts)) {
      Map<String, String> of = Map.of(result.dimension(), part.name());
      figures.add("treated share", of, door.share(part.share()));
      AccessResult.Group group = result.groups().get(part.name());
      group
          .ratio()
          .ifPresent(
              ratio ->
                  RateDoor.standardised(
                      figures,
                      of,
                      ratio.value(),
                      group.treated(),
                      ratio.interval().level(),
                      policy));
    }
    return figures.verdict();
  }

  static Verdict judge(DistanceResult result, Coarsening whole, DisclosurePolicy policy) {
    AccessDoor door = new AccessDoor(policy);
    List<DistanceResult.Band> bands = new ArrayList<>(result.bands());
    bands.add(result.unknown());
    List<Part> parts = new ArrayList<>();
    bands.forEach(b -> parts.add(new Part(b.kilometres(), b.n(), b.treated().orElse(null))));
    Figures figures = new Figures(result, whole);
    for (Part part : door.shown(parts)) {
      figures.add("treated share", Map.of("km", part.name()), door.share(part.share()));
    }
    return figures.verdict();
  }

  /** A stage is left out if few people are the difference to the one shown before it. */
  static Verdict judge(FunnelResult result, Coarsening whole, DisclosurePolicy policy) {
    Figures figures = new Figures(result, whole);
    long before = result.n();
    for (FunnelResult.Stage stage : result.stages()) {
      Share share = stage.ofAll();
      long lost = before - stage.reached();
      Optional<DisclosedProportion> shown =
          lost > 0 && policy.small(lost)
              ? Optional.empty()
              : whole.proportion(share.part(), share.whole(), share.clopperPearson().level());
      figures.add("share of all", Map.of("stage", stage.name()), shown);
      before = shown.isPresent() ? stage.reached() : before;
    }
    return figures.verdict();
  }

  /** The mean share lost: one dose moves it by at most 1/n. Limits would tell its spread. */
  static Verdict judge(ActivityResult result, Coarsening whole) {
    Figures figures = new Figures(result, whole);
    double step = whole.step();
    double value = Math.rint(result.meanLostShare() / step) * step;
    figures.add("mean share lost to decay", Map.of(), RateDoor.clean(value), null, null, null, "1");
    return figures.verdict();
  }

  /** The share that reached each milestone; amounts are a count times a known price. */
  static Verdict judge(MilestoneResult result, Coarsening whole) {
    Figures figures = new Figures(result, whole);
    for (MilestoneResult.Milestone milestone : result.milestones()) {
      long reached = milestone.counts().reached();
      milestone
          .interval()
          .ifPresent(
              i ->
                  figures.add(
                      "share of courses that reached it",
                      Map.of("milestone", milestone.rule().name()),
                      whole.proportion(reached, result.n(), i.level())));
    }
    return figures.verdict();
  }

  /**
   * The groups that may be shown: not the small ones, and of one alone or few people withheld, the
   * next smallest neither, for the groups add up to the whole.
   */
  private List<Part> shown(List<Part> parts) {
    List<Part> shown = new ArrayList<>();
    int withheld = 0;
    long people = 0;
    for (Part part : parts) {
      if (part.share() != null && share(part.share()).isPresent()) {
        shown.add(part);
      } else {
        withheld++;
        people += part.n();
      }
    }
    while (!shown.isEmpty() && withheld > 0 && (withheld < 2 || policy.small(people))) {
      Part smallest = shown.stream().min(Comparator.comparingLong(Part::n)).orElseThrow();
      shown.remove(smallest);
      withheld++;
      people += smallest.n();
    }
    return shown;
  }

  private Optional<DisclosedProportion> share(Share share) {
    return share.whole() < policy.armMinimum()
        ? Optional.empty()
        : Coarsening.of(share.whole(), policy.armMinimum(), policy)
            .flatMap(
                c -> c.proportion(share.part(), share.whole(), share.clopperPearson().level()));
  }
}
