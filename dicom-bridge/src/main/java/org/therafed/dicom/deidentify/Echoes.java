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

  private static final Set<Integer> IDENTIFIERS =
      Set.of(
          Tag.PatientID,
          Tag.AccessionNumber,
          Tag.PatientBirthDate,
          Tag.StudyID,
          Tag.PatientAddress,
          Tag.PatientTelephoneNumbers,
          Tag.MilitaryRank,
          Tag.InstitutionName,
          Tag.DeviceSerialNumber);

  private final Set<String> parts = new HashSet<>();

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
        } else if (set.meaning(element) == VR.PN || IDENTIFIERS.contains(element.tag())) {
          echoes.add(set.strings(element.tag()), element.tag());
        }
      }
    }
    return echoes;
  }

  private void add(List<String> values, int tag) {
    for (String value : values) {
      for (String part : TextCleaner.words(value)) {
        // The words of an institution's name (hospital, university) are no names by themselves.
        boolean ordinary = tag == Tag.InstitutionName && Vocabulary.standard().knowsWord(part);
        if (part.length() >= LEAST_LETTERS && !ordinary) {
          parts.add(part.toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  /** Whether this word repeats a part. */
  boolean has(String word) {
    return parts.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether any word of a text repeats a part. */
  boolean in(String text) {
    return TextCleaner.words(text).stream().anyMatch(this::has);
  }
}
