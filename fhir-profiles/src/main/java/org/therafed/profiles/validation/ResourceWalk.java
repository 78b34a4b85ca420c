package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.profile.Choice;
import org.therafed.profiles.profile.ElementCursor;
import org.therafed.profiles.profile.ElementRule;
import org.therafed.profiles.profile.ElementType;
import org.therafed.profiles.profile.ProfileDefinition;

/**
 * One walk of one resource along its profile. The path is built in place, and read on a finding.
 */
final class ResourceWalk {
  private static final Phrase ARRAY = new Phrase("a JSON array", "须为 JSON 数组");
  private static final Phrase NO_ARRAY = new Phrase("no JSON array", "不得为 JSON 数组");

  private final ProfileDefinition definition;
  private final Findings findings;
  private final PrimitiveCheck primitives;
  private final StringBuilder expression = new StringBuilder(96);
  private boolean sound = true;

  ResourceWalk(ProfileDefinition definition, Findings findings, LocalDate today) {
    this.definition = definition;
    this.findings = findings;
    this.primitives = new PrimitiveCheck(today);
  }

  /** Walks; true if every single element is sound, so that invariants can be judged. */
  boolean walk(JsonNode resource) {
    expression.append(definition.profile().resourceType());
    object(definition.root(), resource);
    for (Choice choice : definition.choices()) {
      int given = 0;
      for (String name : choice.of()) {
        given += resource.has(name) ? 1 : 0;
      }
      if (given > 1 || given < choice.min()) {
        add(
            IssueCode.CHOICE,
            choice.name(),
            Phrase.same(Integer.toString(given)),
            new Phrase(
                (choice.min() == 1 ? "exactly one of " : "at most one of ")
                    + String.join(", ", choice.of()),
                String.join("、", choice.of()) + (choice.min() == 1 ? " 须恰有一个" : " 最多一个")));
      }
    }
    return sound;
  }

  private void object(ElementCursor at, JsonNode node) {
    int length = expression.length();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      expression.append('.').append(field.getKey());
      if (field.getKey().equals("extension") && at.hasExtensions()) {
        extensions(at, field.getValue());
      } else {
        field(at, field.getKey(), field.getValue());
      }
      expression.setLength(length);
    }
    for (ElementCursor needed : at.required()) {
      ElementRule rule = needed.rule();
      boolean extension = rule.type() == ElementType.EXTENSION;
      if (!extension && !node.has(rule.name())) {
        expression.append('.').append(rule.name());
        add(IssueCode.REQUIRED, rule.path(), Phrase.NONE, Phrase.NONE);
        expression.setLength(length);
      } else if (extension && count(at, needed, node.path("extension")) == 0) {
        expression.append(".extension");
        add(IssueCode.REQUIRED, rule.path(), Phrase.NONE, Phrase.NONE);
        expression.setLength(length);
      }
    }
  }

  private void field(ElementCursor at, String name, JsonNode value) {
    Optional<ElementCursor> below = at.child(name);
    if (below.isEmpty()) {
      unknown(at, name);
      return;
    }
    ElementRule rule = below.get().rule();
    if (rule.list() != value.isArray()) {
      add(IssueCode.TYPE, rule.path(), Phrase.NONE, rule.list() ? ARRAY : NO_ARRAY);
      return;
    }
    if (!rule.list()) {
      value(below.get(), value);
      return;
    }
    if (value.isEmpty()) {
      add(IssueCode.EMPTY, rule.path(), Phrase.NONE, Phrase.NONE);
    } else if (value.size() > rule.max()) {
      add(
          IssueCode.TOO_MANY,
          rule.path(),
          Phrase.same(Integer.toString(value.size())),
          Phrase.same(Integer.toString(rule.max())));
    }
    items(below.get(), value);
  }

  private void items(ElementCursor below, JsonNode array) {
    int length = expression.length();
    for (int i = 0; i < array.size(); i++) {
      expression.append('[').append(i).append(']');
      value(below, array.get(i));
      expression.setLength(length);
    }
  }

  private void extensions(ElementCursor at, JsonNode array) {
    String parent = at.rule().path();
    String path = parent.isEmpty() ? "extension" : parent + ".extension";
    if (!array.isArray() || array.isEmpty()) {
      add(array.isArray() ? IssueCode.EMPTY : IssueCode.TYPE, path, Phrase.NONE, ARRAY);
      return;
    }
    int length = expression.length();
    for (int i = 0; i < array.size(); i++) {
      expression.append('[').append(i).append(']');
      Optional<ElementCursor> below = at.child("extension", array.get(i));
      if (below.isEmpty()) {
        add(IssueCode.UNKNOWN_ELEMENT, path, Phrase.NONE, Phrase.NONE);
      } else {
        value(below.get(), array.get(i));
      }
      expression.setLength(length);
    }
    for (ElementCursor extension : at.extensions()) {
      int count = count(at, extension, array);
      if (count > extension.rule().max()) {
        ElementRule rule = extension.rule();
        add(
            IssueCode.TOO_MANY,
            rule.path(),
            Phrase.same(Integer.toString(count)),
            Phrase.same(Integer.toString(rule.max())));
      }
    }
  }

  private static int count(ElementCursor at, ElementCursor wanted, JsonNode array) {
    int count = 0;
    for (JsonNode item : array) {
      Optional<ElementCursor> found = at.child("extension", item);
      if (found.isPresent() && found.get() == wanted) {
        count++;
      }
    }
    return count;
  }

  private void value(ElementCursor at, JsonNode value) {
    ElementRule rule = at.rule();
    if (value.isNull() || (value.isContainerNode() && value.isEmpty())) {
      add(IssueCode.EMPTY, rule.path(), Phrase.NONE, Phrase.NONE);
    } else if (rule.type().primitive()) {
      primitives.check(rule, value, this::add);
    } else if (!value.isObject()) {
      add(IssueCode.TYPE, rule.path(), Phrase.NONE, Phrase.same(rule.type().fhirName()));
    } else {
      object(at, value);
      complex(rule, value);
    }
  }

  private void complex(ElementRule rule, JsonNode value) {
    // A check of a whole data type may find fault with one of its parts: the path follows.
    Sink part =
        (code, element, found, needed) -> {
          int length = expression.length();
          expression.append(element, rule.path().length(), element.length());
          add(code, element, found, needed);
          expression.setLength(length);
        };
    switch (rule.type()) {
      case CODING -> CodingCheck.check(rule, value, part);
      case QUANTITY, DURATION -> QuantityCheck.check(rule, value, part);
      default -> {}
    }
  }

  private void unknown(ElementCursor at, String name) {
    String parent = at.rule().path();
    if (Vocabulary.isElement(name)) {
      String element = parent.isEmpty() ? name : parent + "." + name;
      add(IssueCode.UNKNOWN_ELEMENT, element, Phrase.NONE, Phrase.NONE);
    } else {
      sound = false;
      findings.unnamed(expression.substring(0, expression.length() - name.length() - 1), parent);
    }
  }

  private void add(IssueCode code, String element, Phrase found, Phrase needed) {
    sound = false;
    findings.add(code, expression.toString(), element, found, needed);
  }

  /** Where checks of single values leave what they find. */
  @FunctionalInterface
  interface Sink {
    void add(IssueCode code, String element, Phrase found, Phrase needed);
  }
}
