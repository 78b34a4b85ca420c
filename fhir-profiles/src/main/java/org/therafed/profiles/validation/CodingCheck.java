package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import org.therafed.profiles.outcome.Phrase;
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
    Phrase found = Vocabulary.code(code);
    if (!set.knowsSystem(system)) {
      found = found.then(new Phrase(" of another code system", "（属于其他代码系统）"));
    }
    sink.add(
        IssueCode.CODE,
        rule.path(),
        found,
        new Phrase("a code of the set " + set.name(), "须为代码集 " + set.name() + " 中的代码"));
  }
}
