package org.therafed.dicom.deidentify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/**
 * Parts of names and identifiers that a data set states somewhere; a text that repeats one of them
 * is no descriptor, even if every word of it is in the vocabulary (a patient called Stone).
 */
final class Echoes {
  /** Shorter parts of names are syllables and initials of ordinary words. */
  private static final int LEAST_LETTERS = 3;

  /** Shorter runs of digits are found in any longer number. */
  private static final int LEAST_DIGITS = 6;

  private final Set<String> parts = new HashSet<>();
  private final Set<String> personal = new HashSet<>();
  private final Set<String> dateParts = new HashSet<>();

  private Echoes() {}

  /** Gathered with a stack of its own: nesting may be deep. */
  static Echoes of(DataSet root) {
    Echoes echoes = new Echoes();
    Deque<DataSet> left = new ArrayDeque<>();
    left.push(root);
    while (!left.isEmpty()) {
      DataSet set = left.pop();
      for (Element element : set) {
        if (element.value() instanceof Value.Items items) {
          items.items().forEach(left::push);
        } else if (set.meaning(element) == VR.PN
            || isPersonal(element.tag())
            || isOfPlace(element.tag())) {
          echoes.add(set.strings(element.tag()), element.tag());
        }
      }
    }
    return echoes;
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
      for (String part : TextCleaner.words(value)) {
        // The words of an institution's name (hospital, university) are no names by themselves.
        boolean ordinary = tag == Tag.InstitutionName && Vocabulary.standard().knowsWord(part);
        if (part.length() >= LEAST_LETTERS && !ordinary) {
          addPart(part.toLowerCase(Locale.ROOT), !isOfPlace(tag));
        }
        String digits = digits(part);
        if (digits.length() >= LEAST_DIGITS) {
          addPart(digits, !isOfPlace(tag));
        }
      }
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
    }
    addPart(year, true);
    dateParts.addAll(List.of(shortYear, month, day));
  }

  /** Whether this word repeats a part. */
  boolean has(String word) {
    return parts.contains(word.toLowerCase(Locale.ROOT)) || dateParts.contains(word);
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
    if (parts.isEmpty() && dateParts.isEmpty()) {
      return false;
    }
    int ofDate = 0;
    for (String word : TextCleaner.words(text)) {
      ofDate += dateParts.contains(word) ? 1 : 0;
      if (ofDate > 1 || parts.contains(word.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    String digits = digits(text);
    return digits.length() >= LEAST_DIGITS
        && parts.stream()
            .anyMatch(
                part ->
                    part.length() >= LEAST_DIGITS
                        && Vocabulary.isNumber(part)
                        && digits.contains(part));
  }

  private static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    return digits.toString();
  }
}
