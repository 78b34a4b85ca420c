package org.therafed.gateway.deidentify.nationalid;

/**
 * The ids of invented persons of the invented country XX: the letters, eight digits, and two check
 * digits by ISO 7064 MOD 97-10. They link like any other and never with a real person's.
 */
final class SyntheticId {

  private SyntheticId() {}

  static boolean hasForm(String text) {
    return text.matches(Countries.INVENTED + "[0-9]{10}");
  }

  static Judgement judge(String text) {
    if (!hasForm(text)) {
      return Judgement.refused(LinkCode.FORM);
    }
    return Long.parseLong(text.substring(2)) % 97 == 1
        ? Judgement.usable(new NationalId(Countries.INVENTED, text))
        : Judgement.refused(LinkCode.CHECK);
  }
}
