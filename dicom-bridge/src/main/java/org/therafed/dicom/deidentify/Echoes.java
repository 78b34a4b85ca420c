package org.therafed.dicom.deidentify;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/**
 * Parts of names and identifiers that a data set states somewhere; a text that repeats one of them
 * is no descriptor, even if every word of it is in the vocabulary (a patient called Stone).
 */
final class Echoes {
  /** Shorter parts of identifiers are syllables and initials of ordinary words. */
  private static final int LEAST_LETTERS = 3;

  /** Shorter parts of names are initials. */
  private static final int LEAST_OF_NAME = 2;

  /** So many letters of a name are no chance within a longer word (ErikaMustermann). */
  private static final int LEAST_WITHIN = 5;

  /** Ideographs are written without spaces: two are looked for within a longer run. */
  private static final int LEAST_IDEOGRAPHS = 2;

  /** Shorter runs of digits are found in any longer number. */
  private static final int LEAST_DIGITS = 6;

  /** Retired. */
  private static final int OTHER_PATIENT_IDS = 0x00101000;

  private static final int INSURANCE_PLAN = 0x00101050;
  private static final int MEDICAL_RECORD_LOCATOR = 0x00101090;

  private static final int DATE_DIGITS = 8;
  private static final int DATE_TIME_DIGITS = 14;

  /** Shorter parts of identifiers are code values of others: 1950, T-A1. */
  private static final int LEAST_OF_CODE = 5;

  private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}]+");

  /** Characters that show nothing: soft hyphens, joiners, spaces without width. */
  private static final Pattern FORMAT = Pattern.compile("\\p{Cf}+");

  /** 1961年3月14日, of which the day may be absent. */
  private static final Pattern DATE_OF_SIGNS =
      Pattern.compile(
          "(\\p{Nd}{4}|\\p{Nd}{2})\\s*[年년]\\s*(?:(\\p{Nd}{1,2})\\s*[月월]\\s*(?:(\\p{Nd}{1,2})\\s*[日号號일])?)?");

  private final Set<String> parts = new HashSet<>();
  private final Set<String> personal = new HashSet<>();
  private final Set<String> dateParts = new HashSet<>();

  /** Parts of names that are found within longer words, too. */
  private final Set<String> within = new HashSet<>();

  /** Identifiers and dates of six digits and more, as numbers. */
  private final EchoedNumbers numbers = new EchoedNumbers();

  /** Whether dates that the object states may stay, so that numbers may repeat them. */
  private final boolean keepsDates;

  private EchoedBytes bytes;

  private Echoes(boolean keepsDates) {
    this.keepsDates = keepsDates;
  }

  private record Level(DataSet set, SpecificCharacterSet charset) {}

  /** Gathered with a stack of its own: nesting may be deep. */
  static Echoes of(DataSet root, Policy policy) {
    Echoes echoes = new Echoes(policy.has(Option.RETAIN_FULL_DATES));
    Deque<Level> left = new ArrayDeque<>();
    left.push(new Level(root, charset(root, SpecificCharacterSet.DEFAULT)));
    while (!left.isEmpty()) {
      Level level = left.pop();
      for (Element element : level.set()) {
        if (element.value() instanceof Value.Items items) {
          for (DataSet item : items.items()) {
            left.push(new Level(item, charset(item, level.charset())));
          }
        } else {
          echoes.add(level, element);
        }
      }
    }
    echoes.bytes = new EchoedBytes(echoes.personal, echoes.within);
    return echoes;
  }

  /** Carried down: to ask each item would climb all levels above it for every text. */
  private static SpecificCharacterSet charset(DataSet set, SpecificCharacterSet above) {
    return set.contains(Tag.SpecificCharacterSet)
        ? SpecificCharacterSet.of(set.strings(Tag.SpecificCharacterSet))
        : above;
  }

  private void add(Level level, Element element) {
    VR vr = level.set().meaning(element);
    if (vr == VR.PN) {
      strings(level, element, vr).forEach(this::addName);
    } else if (isPersonal(element.tag()) || isOfPlace(element.tag())) {
      add(strings(level, element, vr), element.tag());
    } else if ((vr == VR.DA || vr == VR.DT) && !keepsDates) {
      strings(level, element, vr).forEach(this::addDate);
    }
  }

  /** A date that is moved or removed must not stay as a number. */
  private void addDate(String value) {
    String digits = digits(value);
    if (digits.length() >= DATE_DIGITS) {
      numbers.add(digits.substring(0, DATE_DIGITS));
      numbers.add(digits.substring(0, Math.min(digits.length(), DATE_TIME_DIGITS)));
    }
  }

  private static List<String> strings(Level level, Element element, VR vr) {
    Element meant = element.vr() == vr ? element : new Element(element.tag(), vr, element.value());
    return DataSet.strings(meant, level.charset());
  }

  /** Each part in the ways in which it is written with and without marks; ideographs as one run. */
  private void addName(String value) {
    for (String group : value.split("=", -1)) {
      addJoined(group);
      StringBuilder ideographs = new StringBuilder();
      for (String part : wordsOf(group)) {
        if (part.codePoints().allMatch(Character::isIdeographic)) {
          ideographs.append(part);
          addIdeographs(part);
        } else if (part.length() >= LEAST_OF_NAME) {
          addForms(part);
        }
      }
      addIdeographs(ideographs.toString());
    }
  }

  /** Family and given names as one word, in both orders: LIWEI, 小东王. */
  private void addJoined(String group) {
    String[] components = group.split("\\^", -1);
    if (components.length < 2) {
      return;
    }
    String family = String.join("", wordsOf(components[0]));
    String given = String.join("", wordsOf(components[1]));
    if (family.isEmpty() || given.isEmpty()) {
      return;
    }
    for (String joined : List.of(family + given, given + family)) {
      if (joined.codePoints().allMatch(Character::isIdeographic)) {
        addIdeographs(joined);
      } else {
        addForms(joined);
      }
    }
    if (!given.codePoints().allMatch(Character::isIdeographic) && given.length() >= LEAST_OF_NAME) {
      addForms(given);
    }
  }

  private void addIdeographs(String run) {
    if (run.codePointCount(0, run.length()) >= LEAST_IDEOGRAPHS) {
      within.add(run);
    } else if (!run.isEmpty()) {
      addPart(run, true);
    }
  }

  private void addForms(String part) {
    String lower = part.toLowerCase(Locale.ROOT);
    String expanded = lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
    String contracted = lower.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    for (String form : List.of(folded(lower), folded(expanded), folded(contracted))) {
      addPart(form, true);
      if (form.length() >= LEAST_WITHIN) {
        within.add(form);
      }
    }
  }

  /** In small letters of usual width, without marks and what shows nothing. */
  private static String folded(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    boolean plain = lower.chars().allMatch(c -> c < 0x80);
    return plain
        ? lower
        : MARKS
            .matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss");
  }

  /** Words of a text whose letters and marks are one character each, of usual width. */
  private static List<String> wordsOf(String text) {
    return TextCleaner.words(plain(text));
  }

  private static String plain(String text) {
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    return ascii
        ? text
        : FORMAT.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
  }

  /** Whether an attribute identifies the patient by itself, names apart. */
  static boolean isPersonal(int tag) {
    return switch (tag) {
      case Tag.PatientID,
          Tag.AccessionNumber,
          Tag.PatientBirthDate,
          Tag.StudyID,
          Tag.PatientAddress,
          Tag.PatientTelephoneNumbers,
          OTHER_PATIENT_IDS,
          MEDICAL_RECORD_LOCATOR,
          INSURANCE_PLAN,
          Tag.AdmissionID,
          Tag.ServiceEpisodeID,
          Tag.PlacerOrderNumberImagingServiceRequest,
          Tag.FillerOrderNumberImagingServiceRequest,
          Tag.MilitaryRank ->
          true;
      default -> false;
    };
  }

  private static boolean isOfPlace(int tag) {
    return tag == Tag.InstitutionName || tag == Tag.DeviceSerialNumber;
  }

  private void add(List<String> values, int tag) {
    for (String value : values) {
      if (tag == Tag.PatientBirthDate) {
        addBirthDate(value);
      }
      if (!isOfPlace(tag)) {
        numbers.add(digits(value));
      }
      for (String part : wordsOf(value)) {
        // The words of an institution's name (hospital, university) are no names by themselves.
        boolean ordinary = tag == Tag.InstitutionName && Vocabulary.standard().knowsWord(part);
        if (part.length() >= LEAST_LETTERS && !ordinary) {
          addPart(folded(part), !isOfPlace(tag));
        }
        String digits = digits(part);
        if (digits.length() >= LEAST_DIGITS) {
          addNumber(digits, !isOfPlace(tag));
        }
      }
    }
  }

  /** As written, and without the zeros in front, which a number loses. */
  private void addNumber(String digits, boolean ofPerson) {
    addPart(digits, ofPerson);
    int zeros = 0;
    while (zeros < digits.length() && digits.charAt(zeros) == '0') {
      zeros++;
    }
    if (zeros > 0 && digits.length() - zeros >= LEAST_DIGITS) {
      addPart(digits.substring(zeros), ofPerson);
    }
    if (ofPerson) {
      numbers.add(digits);
    }
  }

  private void addPart(String part, boolean ofPerson) {
    parts.add(part);
    if (ofPerson) {
      personal.add(part);
    }
  }

  /** In the orders in which dates are written. Single digits would empty all texts of numbers. */
  private void addBirthDate(String value) {
    String digits = digits(value);
    if (digits.length() != 8) {
      return;
    }
    String year = digits.substring(0, 4);
    String shortYear = digits.substring(2, 4);
    String month = digits.substring(4, 6);
    String day = digits.substring(6);
    for (String y : List.of(year, shortYear)) {
      addPart(y + month + day, true);
      addPart(day + month + y, true);
      addPart(month + day + y, true);
      numbers.add(y + month + day);
      numbers.add(day + month + y);
      numbers.add(month + day + y);
    }
    addPart(year, true);
    dateParts.addAll(List.of(shortYear, month, day));
  }

  /** The identifiers and dates that numbers must not repeat. */
  EchoedNumbers numbers() {
    return numbers;
  }

  /** Whether bytes hold a name or an identifier in letters. */
  boolean inBytes(byte[] in) {
    return bytes.in(in);
  }

  /**
   * Whether bytes that may be anything hold a name or an identifier so long that chance makes none.
   */
  boolean anywhereIn(byte[] in) {
    return bytes.anywhereIn(in);
  }

  /** Whether a code value is an identifier, a part of one, or holds its digits. */
  boolean inCode(String value) {
    for (String word : wordsOf(value)) {
      if (word.length() >= LEAST_OF_CODE && personal.contains(folded(word))) {
        return true;
      }
    }
    String digits = digits(value);
    return digits.length() >= LEAST_DIGITS
        && (numbers.has(digits) || holdsNumberOf(personal, digits));
  }

  private static boolean holdsNumberOf(Set<String> parts, String digits) {
    return parts.stream()
        .anyMatch(
            part ->
                part.length() >= LEAST_DIGITS
                    && Vocabulary.isNumber(part)
                    && digits.contains(part));
  }

  /** Whether this word repeats a part. */
  boolean has(String word) {
    return repeats(parts, word) || dateParts.contains(word);
  }

  private boolean repeats(Set<String> parts, String word) {
    String folded = folded(word);
    return parts.contains(folded) || within.stream().anyMatch(folded::contains);
  }

  /** Whether a text repeats a part in a word, in digits written apart, or much of a birth date. */
  boolean in(String text) {
    return in(parts, text);
  }

  /** As {@link #in}, of names and of the patient's identifiers only. */
  boolean personIn(String text) {
    return in(personal, text);
  }

  private boolean in(Set<String> parts, String text) {
    if (parts.isEmpty() && dateParts.isEmpty() && within.isEmpty()) {
      return false;
    }
    int ofDate = 0;
    for (String word : wordsOf(text)) {
      ofDate += dateParts.contains(word) ? 1 : 0;
      if (ofDate > 1 || repeats(parts, word)) {
        return true;
      }
    }
    String digits = digits(text);
    return (digits.length() >= LEAST_DIGITS && holdsNumberOf(parts, digits))
        || holdsDateOf(parts, text);
  }

  /** Whether a date with signs for year, month and day, zeros left out, is one of the parts. */
  private boolean holdsDateOf(Set<String> parts, String text) {
    Matcher date = DATE_OF_SIGNS.matcher(plain(text));
    while (date.find()) {
      String year = digits(date.group(1));
      if (parts.contains(year)) {
        return true;
      }
      if (date.group(3) != null) {
        String whole = year + twoDigits(date.group(2)) + twoDigits(date.group(3));
        if (parts.contains(whole) || numbers.has(whole)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String twoDigits(String number) {
    String digits = digits(number);
    return digits.length() < 2 ? "0" + digits : digits;
  }

  /** Digits of any script, as those of ASCII. */
  private static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int digit = Character.digit(text.codePointAt(i), 10);
      if (digit >= 0) {
        digits.append((char) ('0' + digit));
      }
    }
    return digits.toString();
  }
}
