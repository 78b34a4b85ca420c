package org.therafed.gateway.prove;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * An invented value that must not leave.
 *
 * @param value as it is planted
 * @param written all ways in which people and machines write it, the planted one included
 */
record Canary(CanaryKind kind, String value, List<String> written) {

  /**
   * One text to look for.
   *
   * @param name of the form, for the report
   * @param text in lower case
   */
  record Form(String name, String text) {}

  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final List<String> DIGESTS = List.of("MD5", "SHA-1", "SHA-256");

  Canary {
    written = List.copyOf(written);
  }

  static Canary of(CanaryKind kind, String value) {
    return new Canary(kind, value, List.of(value));
  }

  /** A day of birth, planted as ISO 8601. */
  static Canary of(LocalDate birthDate) {
    return new Canary(
        CanaryKind.BIRTH_DATE,
        birthDate.toString(),
        List.of(
            birthDate.toString(),
            birthDate.format(DateTimeFormatter.BASIC_ISO_DATE),
            birthDate.format(DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT)),
            birthDate.format(DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT)),
            birthDate.format(DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT)),
            birthDate.format(DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT)),
            birthDate.format(DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT))));
  }

  /**
   * Each way to write it, its bytes as hexadecimal digits, and what an unkeyed digest makes of it.
   */
  List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    written.forEach(text -> forms.add(new Form("plain", text.toLowerCase(Locale.ROOT))));
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    forms.add(new Form("hexadecimal", HexFormat.of().formatHex(utf8)));
    byte[] chinese = value.getBytes(GB18030);
    if (!java.util.Arrays.equals(utf8, chinese)) {
      forms.add(new Form("hexadecimal", HexFormat.of().formatHex(chinese)));
    }
    for (String algorithm : DIGESTS) {
      byte[] digest = digest(algorithm, utf8);
      forms.add(new Form(algorithm, HexFormat.of().formatHex(digest)));
      forms.add(
          new Form(
              algorithm,
              Base64.getEncoder()
                  .withoutPadding()
                  .encodeToString(digest)
                  .toLowerCase(Locale.ROOT)));
    }
    return forms;
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has " + algorithm + ".", e);
    }
  }
}
