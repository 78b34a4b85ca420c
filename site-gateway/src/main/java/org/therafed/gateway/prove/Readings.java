package org.therafed.gateway.prove;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** All that one could read in bytes: other character sets, escapes, packings. */
final class Readings {

  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{12,}");
  private static final Pattern PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private Readings() {}

  static List<String> of(byte[] bytes) {
    byte[] plain = unpacked(bytes);
    String utf8 = new String(plain, StandardCharsets.UTF_8);
    List<String> readings = new ArrayList<>();
    readings.add(utf8);
    if (!isAscii(plain)) {
      readings.add(new String(plain, GB18030));
      readings.add(new String(plain, StandardCharsets.UTF_16LE));
      readings.add(new String(plain, StandardCharsets.UTF_16BE));
    } else if (utf8.indexOf('\0') >= 0) {
      readings.add(utf8.replace("\0", ""));
    }
    if (utf8.contains("\\u")) {
      readings.add(
          UNICODE_ESCAPE
              .matcher(utf8)
              .replaceAll(
                  escape ->
                      Matcher.quoteReplacement(
                          String.valueOf((char) Integer.parseInt(escape.group(1), 16)))));
    }
    if (utf8.indexOf('%') >= 0 || utf8.indexOf('+') >= 0) {
      readings.add(
          URLDecoder.decode(PERCENT.matcher(utf8).replaceAll("%25"), StandardCharsets.UTF_8));
    }
    readings.add(inBase64(utf8));
    return readings;
  }

  private static byte[] unpacked(byte[] bytes) {
    boolean packed = bytes.length > 2 && bytes[0] == 0x1F && (bytes[1] & 0xFF) == 0x8B;
    if (!packed) {
      return bytes;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException notPacked) {
      return bytes;
    }
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /** What the runs of base64 hold, signed and encrypted tokens included. */
  private static String inBase64(String text) {
    StringBuilder held = new StringBuilder();
    Matcher runs = BASE64.matcher(text);
    while (runs.find()) {
      String run = runs.group().replace('-', '+').replace('_', '/');
      // A length of 4n + 1 is none of base64; what comes before its last character may be.
      String whole = run.length() % 4 == 1 ? run.substring(0, run.length() - 1) : run;
      byte[] bytes = Base64.getDecoder().decode(whole);
      held.append(new String(bytes, StandardCharsets.UTF_8)).append('\n');
    }
    return held.toString();
  }
}
