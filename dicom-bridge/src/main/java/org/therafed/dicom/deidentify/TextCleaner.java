package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.therafed.dicom.dataset.VR;

/** Leaves of a text the words that are about no person (PS3.15 section E.3.5). */
final class TextCleaner {
  private static final String SEPARATORS = " /,.;:()[]+-_&%";

  private static final char FIRST_MARK = '\u0300';

  private final Policy policy;
  private final Echoes echoes;

  /** Judgements over texts of the object, which repeats them: a report its concept names. */
  private final Map<String, String> cleaned = new HashMap<>();

  private final Map<String, Boolean> terms = new HashMap<>();
  private final Map<String, Boolean> ofPersons = new HashMap<>();
  private final Map<String, Boolean> codes = new HashMap<>();

  TextCleaner(Policy policy, Echoes echoes) {
    this.policy = policy;
    this.echoes = echoes;
  }

  /** The text without words outside the vocabulary; empty where none is left. */
  String clean(String text) {
    return accepts(text) ? text : cleaned.computeIfAbsent(text, this::cleanWords);
  }

  /**
   * The values of one attribute, of which words are judged as if they stood in one text: a name may
   * be split over values.
   */
  List<String> clean(List<String> values) {
    List<String> words = new ArrayList<>();
    List<String> separators = new ArrayList<>();
    int[] ends = new int[values.size()];
    for (int i = 0; i < ends.length; i++) {
      if (!accepts(values.get(i))) {
        String text = OldAges.capped(values.get(i));
        words.addAll(words(text));
        separators.addAll(separators(text));
      }
      ends[i] = words.size();
    }
    WordsInContext context = new WordsInContext(words, separators, this::stays, this::accepts);
    List<String> left = new ArrayList<>();
    for (int i = 0; i < ends.length; i++) {
      String value = values.get(i);
      int from = i == 0 ? 0 : ends[i - 1];
      left.add(accepts(value) ? value : left(words, separators, context, from, ends[i]));
    }
    return left;
  }

  private String cleanWords(String written) {
    String text = OldAges.capped(written);
    List<String> words = words(text);
    List<String> separators = separators(text);
    WordsInContext context = new WordsInContext(words, separators, this::stays, this::accepts);
    return left(words, separators, context, 0, words.size());
  }

  private static String left(
      List<String> words, List<String> separators, WordsInContext context, int from, int to) {
    StringBuilder out = new StringBuilder();
    boolean joined = false;
    for (int i = from; i < to; i++) {
      if (context.stays(i)) {
        if (!joined && out.length() > 0) {
          out.append(' ');
        }
        out.append(words.get(i));
        joined = !separators.get(i).isEmpty();
        if (joined) {
          out.append(separator(separators.get(i)));
        }
      } else {
        joined = false;
      }
    }
    return trimmed(out);
  }

  /**
   * Whether a coded string may stay. A term of the standard does even where a name repeats it (a
   * patient id that begins with PT): it says no more than the attribute could say of anybody.
   */
  boolean isKnownTerm(String value) {
    return accepts(value) || terms.computeIfAbsent(value, this::isTermOfStandard);
  }

  private boolean isTermOfStandard(String value) {
    Vocabulary vocabulary = Vocabulary.standard();
    return vocabulary.isCodedString(value)
        || (vocabulary.isMadeOfKnownWords(value) && !echoes.in(value));
  }

  /** Whether the site accepts this very value. */
  boolean accepts(String value) {
    return !policy.accepted().isEmpty() && policy.accepted().contains(value.strip());
  }

  /** Whether the text repeats a part of a name or an identifier of the data set. */
  boolean echoes(String text) {
    return echoes.in(text);
  }

  /** Whether an element that is kept repeats a person; those that name one do so by themselves. */
  boolean echoesPerson(int tag, VR vr, String text) {
    return vr != VR.PN
        && !EchoSources.isPersonal(tag)
        && ofPersons.computeIfAbsent(text, echoes::personIn);
  }

  /** Whether a code value repeats an identifier of the data set. */
  boolean echoesCode(String value) {
    return codes.computeIfAbsent(value, echoes::inCode);
  }

  /** Whether a UID holds an identifier of a person of the data set. */
  boolean echoesInUid(String uid) {
    return echoes.inUid(uid);
  }

  private boolean stays(String word) {
    boolean known = Vocabulary.standard().knowsWord(word) || policy.accepted().contains(word);
    return known && !echoes.has(word);
  }

  private static String separator(String signs) {
    // Runs of signs could spell something; one sign is enough.
    char first = signs.charAt(0);
    return signs.length() <= 2 && SEPARATORS.indexOf(first) >= 0 ? String.valueOf(first) : " ";
  }

  private static String trimmed(StringBuilder out) {
    int end = out.length();
    while (end > 0 && SEPARATORS.indexOf(out.charAt(end - 1)) >= 0) {
      end--;
    }
    return out.substring(0, end);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || (c >= FIRST_MARK && isMark(c));
  }

  /** Vowels of Thai, Arabic and Hebrew are marks, within words. */
  private static boolean isMark(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Runs of letters and digits. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int start = at;
      while (at < text.length() && isWordPart(text.charAt(at))) {
        at++;
      }
      if (at > start) {
        words.add(text.substring(start, at));
      } else {
        at++;
      }
    }
    return words;
  }

  /** What follows each of the words. */
  private static List<String> separators(String text) {
    List<String> separators = new ArrayList<>();
    int at = 0;
    while (at < text.length() && !isWordPart(text.charAt(at))) {
      at++;
    }
    while (at < text.length()) {
      while (at < text.length() && isWordPart(text.charAt(at))) {
        at++;
      }
      int start = at;
      while (at < text.length() && !isWordPart(text.charAt(at))) {
        at++;
      }
      separators.add(text.substring(start, at));
    }
    return separators;
  }
}
