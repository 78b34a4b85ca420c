package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.module.VisitWindow;
import org.therafed.profiles.terminology.Coding;

/**
 * The module's PlanDefinition: anchors, administrations and windows as actions; a window is days or
 * hours from its anchor.
 */
final class PlanWriter {
  private static final Coding PROTOCOL =
      new Coding(
          "http://terminology.hl7.org/CodeSystem/plan-definition-type",
          "clinical-protocol",
          "Clinical Protocol");

  private final TherapyModule module;

  PlanWriter(TherapyModule module) {
    this.module = module;
  }

  Resource plan(List<Resource> activities, Resource questionnaire) {
    Resource plan = Resource.canonical("PlanDefinition", module.id(), module, module.title());
    Resource.concept(plan.json().putObject("type"), PROTOCOL);
    ArrayNode actions = plan.json().putArray("action");
    for (VisitWindow.Anchor anchor : anchors()) {
      anchor(actions.addObject(), anchor);
    }
    String dosed = module.schedule() == null ? "start" : "cycle";
    for (int i = 0; i < activities.size(); i++) {
      Resource activity = activities.get(i);
      for (int day : ActivityWriter.days(module.doses().get(i))) {
        administration(actions.addObject(), activity, dosed, day);
      }
    }
    ObjectNode entry = actions.addObject().put("id", "data-entry");
    entry.put("title", questionnaire.json().path("title").asText());
    entry.put("definitionCanonical", questionnaire.canonical());
    module.windows().forEach(window -> window(actions.addObject(), window));
    return plan;
  }

  /** An administration on a day, from 1, of the cycle or course. */
  private static void administration(ObjectNode action, Resource activity, String anchor, int day) {
    action.put("id", day == 1 ? activity.id() : activity.id() + "-day-" + day);
    action.put("title", activity.json().path("title").asText());
    if (day == 1) {
      related(action, anchor, "concurrent-with-start");
    } else {
      Resource.days(related(action, anchor, "after-start").putObject("offsetDuration"), day - 1);
    }
    action.put("definitionCanonical", activity.canonical());
  }

  /** The anchors that windows and administrations count from. */
  private Set<VisitWindow.Anchor> anchors() {
    Set<VisitWindow.Anchor> anchors = EnumSet.of(VisitWindow.Anchor.START);
    if (module.schedule() != null) {
      anchors.add(VisitWindow.Anchor.CYCLE);
    }
    module.windows().forEach(window -> anchors.add(window.anchor()));
    return anchors;
  }

  private void anchor(ObjectNode action, VisitWindow.Anchor anchor) {
    action.put("id", anchor.label());
    Resource.title(
        action,
        "title",
        switch (anchor) {
          case START -> new TherapyModule.Title("First day of the course", "疗程首日");
          case CYCLE -> new TherapyModule.Title("First day of a cycle", "周期首日");
          case INFUSION -> new TherapyModule.Title("Infusion of the cells", "细胞回输");
          case END -> new TherapyModule.Title("Last day of the course", "疗程末日");
        });
    if (anchor == VisitWindow.Anchor.CYCLE) {
      TherapyModule.Schedule schedule = module.schedule();
      ObjectNode repeat = action.putObject("timingTiming").putObject("repeat");
      if (schedule.maxCycles() > 1) {
        repeat.put("count", 1).put("countMax", schedule.maxCycles());
      } else {
        repeat.put("count", 1);
      }
      repeat.put("period", schedule.intervalDays() - schedule.earlyDays());
      repeat.put("periodMax", schedule.intervalDays() + schedule.lateDays());
      repeat.put("periodUnit", "d");
    }
  }

  private static ObjectNode related(ObjectNode action, String anchor, String relationship) {
    return action
        .putArray("relatedAction")
        .addObject()
        .put("actionId", anchor)
        .put("relationship", relationship);
  }

  private static void window(ObjectNode action, VisitWindow window) {
    action.put("id", window.id());
    Resource.title(action, "title", window.title());
    action.putArray("code").addObject().put("text", window.of().label());
    String anchor = window.anchor().label();
    if (!window.cycles().isEmpty()) {
      action.put("description", "After cycles " + window.cycles());
    }
    if (!window.hours().isEmpty()) {
      for (int hour : window.hours()) {
        ObjectNode part = part(action, window, hour + "h");
        Resource.quantity(
            related(part, anchor, "after-start").putObject("offsetDuration"),
            BigDecimal.valueOf(hour),
            "h");
      }
    } else if (!window.days().isEmpty()) {
      for (int day : window.days()) {
        range(
            part(action, window, day + "d"),
            anchor,
            day - window.earlyDays(),
            day + window.lateDays());
      }
    } else {
      range(action, anchor, window.fromDay(), window.toDay());
      if (window.everyDays() > 0) {
        action
            .putObject("timingTiming")
            .putObject("repeat")
            .put("period", Math.max(1, window.everyDays() - window.earlyDays()))
            .put("periodMax", window.everyDays() + window.lateDays())
            .put("periodUnit", "d");
      }
    }
  }

  private static ObjectNode part(ObjectNode action, VisitWindow window, String at) {
    return action.withArray("action").addObject().put("id", window.id() + "-" + at);
  }

  /** Days before the anchor are said as such, so that no offset is negative but one that spans. */
  private static void range(ObjectNode action, String anchor, int from, int to) {
    boolean before = to <= 0;
    ObjectNode offset =
        related(action, anchor, before ? "before-start" : "after-start").putObject("offsetRange");
    Resource.days(offset.putObject("low"), before ? -to : from);
    Resource.days(offset.putObject("high"), before ? -from : to);
  }
}
