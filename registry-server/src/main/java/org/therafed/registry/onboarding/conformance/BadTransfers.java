package org.therafed.registry.onboarding.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.profile.Canonical;
import org.therafed.registry.fault.RegistryCode;

/** Deliberate faults in a course that is accepted without them: one fault each. */
final class BadTransfers {

  private BadTransfers() {}

  /**
   * A transfer that must be refused.
   *
   * @param name stable, for programs
   * @param title completes "a transfer …"
   * @param body JSON; of one of them no more than half of it
   */
  record BadTransfer(String name, Phrase title, RegistryCode expected, String body) {}

  /** All of them, made of a site's own course. */
  static List<BadTransfer> of(SiteId site, JsonNode course) {
    String whole = course.toString();
    List<BadTransfer> bad = new ArrayList<>();
    bad.add(
        new BadTransfer(
            "cut-off",
            new Phrase("that was cut off", "被截断"),
            RegistryCode.UNREADABLE,
            whole.substring(0, whole.length() / 2)));
    bad.add(
        new BadTransfer(
            "other-sender",
            new Phrase("in the name of another site", "以另一站点名义"),
            RegistryCode.OTHER_SENDER,
            otherSender(site, course)));
    bad.add(
        invalid(
            "course-without-start",
            new Phrase("with a course that has no start", "含无开始日期的疗程"),
            changed(course, "Procedure", each -> each.remove("performedPeriod"))));
    bad.add(
        invalid(
            "name",
            new Phrase("with a patient's name", "含患者姓名"),
            changed(
                course,
                "Patient",
                each -> each.putArray("name").addObject().put("family", "Zwetschgenbaum"))));
    bad.add(
        invalid(
            "birth-date",
            new Phrase("with a day of birth", "含出生日期"),
            changed(course, "Patient", each -> each.put("birthDate", "1952-03-14"))));
    bad.add(
        invalid(
            "free-text",
            new Phrase("with free text that names the patient", "含提及患者姓名的自由文本"),
            changed(
                course,
                "MedicationAdministration",
                each -> each.putArray("note").addObject().put("text", "Zwetschgenbaum"))));
    bad.add(
        new BadTransfer(
            "linkage-token",
            new Phrase("with a linkage token that nobody can open", "含无法解开的关联令牌"),
            RegistryCode.LINKAGE_TOKEN,
            changed(course, "Patient", BadTransfers::withUnreadableToken)));
    return bad;
  }

  private static BadTransfer invalid(String name, Phrase title, String body) {
    return new BadTransfer(name, title, RegistryCode.INVALID, body);
  }

  private static String otherSender(SiteId site, JsonNode course) {
    ObjectNode copy = course.deepCopy();
    ObjectNode identifier = (ObjectNode) copy.path("identifier");
    String own = identifier.path("value").asText();
    identifier.put("value", "another-site" + own.substring(site.value().length()));
    return copy.toString();
  }

  private static void withUnreadableToken(ObjectNode patient) {
    patient
        .withArray("identifier")
        .addObject()
        .put("system", Canonical.LINKAGE_TOKEN)
        .put("value", "AVd0ZXN0LWNpcGhlcnRleHQtb2YtYS1saW5rYWdlLXRva2Vu");
  }

  private static String changed(JsonNode course, String type, Consumer<ObjectNode> change) {
    JsonNode copy = course.deepCopy();
    for (JsonNode entry : copy.path("entry")) {
      if (type.equals(entry.path("resource").path("resourceType").asText())) {
        change.accept((ObjectNode) entry.path("resource"));
      }
    }
    return copy.toString();
  }
}
