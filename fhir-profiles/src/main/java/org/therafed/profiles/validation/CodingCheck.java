package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import org.therafed.profiles.profile.ElementRule;
import org.therafed.profiles.terminology.CodeSet;

/** Whether a coding belongs to the code set its element is bound to. */
final class CodingCheck {
  private CodingCheck() {}

  static void check(ElementRule rule, JsonNode coding, ResourceWalk.Sink sink) {
    CodeSet set = rule.constraints().codeSet();
    if (set == null) {
      return;
    }
    String system = coding.path("system").textValue();
    String code = coding.path("code").textValue();
    if (system == null || code == null || set.contains(system, code)) {
      return;
    }
    String found =
        Findings.shown(code) + (set.knowsSystem(system) ? "" : " of another code system");
    sink.add(IssueCode.CODE, rule.path(), found, "a code of the set " + set.name());
  }
}
