package org.therafed.gateway.consent.optout;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.therafed.gateway.consent.optout.OptOut.Kind;
import org.therafed.gateway.fault.ConsentCode;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.profiles.outcome.Fault;

/**
 * Reads an opt-out list: UTF-8, the columns {@code kind}, {@code issuer} and {@code id} in this
 * order, separated by comma, semicolon, bar or tab. A row that cannot be understood counts against
 * everybody with its number: it may be a refusal.
 */
final class OptOutReader {

  private static final List<String> HEADER = List.of("kind", "issuer", "id");
  private static final String SEPARATORS = ",;|\t";
  // Longer texts are no numbers of a patient; the database indexes them.
  private static final int LONGEST = 256;

  private final String ownIssuer;
  private final List<Row> rows = new ArrayList<>();

  private OptOutReader(String ownIssuer) {
    this.ownIssuer = ownIssuer;
  }

  /**
   * One row.
   *
   * @param line its number in the file, from 1
   * @param entry what it lists; empty: it has no id
   * @param problem why it was not understood
   */
  record Row(int line, Optional<OptOut> entry, Optional<GatewayCode> problem) {}

  /**
   * The rows.
   *
   * @param ownIssuer of record numbers whose row names none
   * @throws Fault GW-OPTOUT-002 if it is no such list
   */
  static List<Row> read(byte[] bytes, String ownIssuer) {
    String[] lines = text(bytes).split("\\r\\n|\\r|\\n", -1);
    char separator = separator(lines[0]);
    OptOutReader reader = new OptOutReader(ownIssuer);
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        reader.row(i + 1, fields(lines[i], separator));
      }
    }
    return reader.rows;
  }

  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw ConsentCode.OPT_OUT_FORM.with();
    }
  }

  private static char separator(String header) {
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char each = SEPARATORS.charAt(i);
      List<String> names =
          fields(header, each).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      if (names.equals(HEADER)) {
        return each;
      }
    }
    throw ConsentCode.OPT_OUT_FORM.with();
  }

  private static List<String> fields(String line, char separator) {
    return Arrays.stream(line.split(java.util.regex.Pattern.quote(String.valueOf(separator)), -1))
        .map(String::strip)
        .map(OptOutReader::unquoted)
        .toList();
  }

  private static String unquoted(String field) {
    return field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"")
        ? field.substring(1, field.length() - 1).replace("\"\"", "\"").strip()
        : field;
  }

  private void row(int line, List<String> fields) {
    Optional<Kind> kind =
        Arrays.stream(Kind.values())
            .filter(known -> known != Kind.ANY)
            .filter(known -> known.code().equals(fields.get(0).toLowerCase(Locale.ROOT)))
            .findFirst();
    String id = fields.get(fields.size() - 1);
    if (id.isEmpty() || id.length() > LONGEST) {
      rows.add(new Row(line, Optional.empty(), Optional.of(ConsentCode.OPT_OUT_WITHOUT_ID)));
      return;
    }
    boolean understood =
        kind.isPresent()
            && fields.size() == HEADER.size()
            && fields.get(1).length() <= LONGEST
            && id.indexOf('"') < 0;
    if (!understood) {
      OptOut everybody = new OptOut(Kind.ANY, "", id);
      rows.add(new Row(line, Optional.of(everybody), Optional.of(ConsentCode.OPT_OUT_UNREAD)));
      return;
    }
    String issuer =
        kind.get() == Kind.MRN
            ? fields.get(1).isEmpty() ? ownIssuer : fields.get(1)
            : fields.get(1).toUpperCase(Locale.ROOT);
    rows.add(new Row(line, Optional.of(new OptOut(kind.get(), issuer, id)), Optional.empty()));
  }
}
