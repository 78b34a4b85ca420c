package org.therafed.profiles.outcome;

/**
 * Why a record is held or refused: the filled sentences of a {@link FaultCode}.
 *
 * @param code the stable code
 * @param found what was found
 * @param needed what was needed
 * @param remedy what the reader can do
 */
public record Reason(String code, String found, String needed, String remedy) {

  /** The sentences of a code filled with arguments. */
  public static Reason of(FaultCode code, SafeArgument... arguments) {
    Reason template = code.template();
    return new Reason(
        template.code,
        fill(template.found, arguments),
        fill(template.needed, arguments),
        fill(template.remedy, arguments));
  }

  /** One line: code, found, needed, remedy. */
  public String text() {
    return code + " " + found + " " + needed + " " + remedy;
  }

  private static String fill(String template, SafeArgument... arguments) {
    String text = template;
    for (SafeArgument argument : arguments) {
      text = text.replace("{" + argument.name() + "}", String.valueOf(argument.value()));
    }
    return text;
  }
}
