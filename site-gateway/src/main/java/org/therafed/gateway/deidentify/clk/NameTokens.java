package org.therafed.gateway.deidentify.clk;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The parts by which names are compared: pairs of neighbouring letters for letters, single
 * characters and pairs for Chinese. Marks, case, hyphens and the order of the names do not count.
 */
final class NameTokens {

  private static final Map<String, String> LETTERS =
      Map.of("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ł", "l", "þ", "th", "ı", "i");

  private NameTokens() {}

  /** Of both names; empty where there is no letter in them. */
  static Set<String> of(String family, String given) {
    String whole = normal(family) + " " + normal(given);
    Set<String> tokens = new TreeSet<>();
    if (whole.codePoints().anyMatch(NameTokens::isHan)) {
      han(whole, tokens);
    } else {
      List.of(whole.strip().split("\\s+")).forEach(name -> pairs(name, tokens));
    }
    return tokens;
  }

  private static String normal(String name) {
    String text =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
      text = text.replace(letter.getKey(), letter.getValue());
    }
    return text.replaceAll("[^\\p{L}]+", " ").strip();
  }

  private static boolean isHan(int codePoint) {
    return UnicodeScript.of(codePoint) == UnicodeScript.HAN;
  }

  /** A system may split the name or not. */
  private static void han(String whole, Set<String> tokens) {
    int[] characters = whole.codePoints().filter(c -> !Character.isWhitespace(c)).toArray();
    IntStream.of(characters).mapToObj(Character::toString).forEach(tokens::add);
    for (int i = 0; i + 1 < characters.length; i++) {
      tokens.add(new String(characters, i, 2));
    }
  }

  private static void pairs(String name, Set<String> tokens) {
    if (name.isEmpty()) {
      return;
    }
    String padded = "_" + name + "_";
    for (int i = 0; i + 1 < padded.length(); i++) {
      tokens.add(padded.substring(i, i + 2));
    }
  }
}
