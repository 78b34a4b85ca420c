package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.profile.DeidAction;
import org.therafed.profiles.profile.ElementCursor;
import org.therafed.profiles.profile.ElementRule;
import org.therafed.profiles.profile.ElementType;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.Systems;

/**
 * What a profile's table asks of single elements and no definition can say: dates are bound by the
 * clock, some texts by lists of hundreds of displays, SNOMED CT codes taken by form by their check
 * digit. Only the elements that have such a rule are visited.
 */
final class Remainder {
  private final List<Step> steps;

  private Remainder(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * A way down the table that leads to such a rule.
   *
   * @param name the JSON property
   * @param at its place
   * @param checked whether the place itself has such a rule
   * @param below the ways further down
   */
  private record Step(String name, ElementCursor at, boolean checked, List<Step> below) {}

  static Remainder of(ElementCursor root) {
    return new Remainder(below(root));
  }

  private static List<Step> below(ElementCursor cursor) {
    List<Step> steps = new ArrayList<>();
    for (ElementCursor child : cursor.children()) {
      add(child.rule().name(), child, steps);
    }
    for (ElementCursor extension : cursor.extensions()) {
      add("extension", extension, steps);
    }
    return List.copyOf(steps);
  }

  private static void add(String name, ElementCursor at, List<Step> steps) {
    boolean checked = isBeyondDefinitions(at.rule());
    List<Step> below = below(at);
    if (checked || !below.isEmpty()) {
      steps.add(new Step(name, at, checked, below));
    }
  }

  private static boolean isBeyondDefinitions(ElementRule rule) {
    if (rule.type().temporal()) {
      return !rule.constraints().mayLieAhead();
    }
    CodeSet set = rule.constraints().codeSet();
    if (set == null) {
      return false;
    }
    return rule.type() == ElementType.CODING
        ? set.open().containsKey(Systems.SNOMED)
        : rule.action() == DeidAction.CODE_TEXT && rule.constraints().form() == null;
  }

  /**
   * Whether a resource that meets its definition holds these rules, too.
   *
   * @param today the day by UTC
   */
  boolean holds(JsonNode resource, LocalDate today) {
    return isPlain(resource) && hold(steps, resource, new PrimitiveCheck(today));
  }

  /**
   * Whether no extension stands beside an id or a URL. To a definition they are values of FHIRPath,
   * of which it can say nothing.
   */
  private static boolean isPlain(JsonNode node) {
    if (node.has("_id") || node.has("_url")) {
      return false;
    }
    for (JsonNode child : node) {
      if (child.isContainerNode() && !isPlain(child)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hold(List<Step> steps, JsonNode object, PrimitiveCheck primitives) {
    for (Step step : steps) {
      JsonNode value = object.get(step.name());
      if (value == null) {
        continue;
      }
      if (!value.isArray()) {
        if (!holds(step, value, primitives)) {
          return false;
        }
        continue;
      }
      boolean extension = step.at().rule().type() == ElementType.EXTENSION;
      for (JsonNode item : value) {
        boolean its = !extension || url(step).equals(item.path("url").textValue());
        if (its && !holds(step, item, primitives)) {
          return false;
        }
      }
    }
    return true;
  }

  private static String url(Step extension) {
    return extension.at().child("url").orElseThrow().rule().constraints().codes().iterator().next();
  }

  private static boolean holds(Step step, JsonNode value, PrimitiveCheck primitives) {
    if (step.checked()) {
      boolean[] sound = {true};
      ResourceWalk.Sink sink = (code, element, found, needed) -> sound[0] = false;
      if (step.at().rule().type() == ElementType.CODING) {
        CodingCheck.check(step.at().rule(), value, sink);
      } else {
        primitives.check(step.at().rule(), value, sink);
      }
      if (!sound[0]) {
        return false;
      }
    }
    return step.below().isEmpty() || hold(step.below(), value, primitives);
  }
}
