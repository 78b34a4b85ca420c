package org.therafed.gateway.flow;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.therafed.dicom.convert.ConversionNote;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;

/**
 * Whether what images say of their patient contradicts the patient who is registered under the same
 * id. Only contradiction counts: what one of the two does not say, or says less precisely, agrees.
 */
final class PatientAgreement {

  private static final String DIFFERS = " differs from the registered patient's";
  // What a scanner calls "other" is often only unknown.
  private static final Set<AdministrativeGender> COMPARED =
      Set.of(AdministrativeGender.MALE, AdministrativeGender.FEMALE);
  private static final int SHORTEST_PART = 2;

  private PatientAgreement() {}

  /** What contradicts, in attribute names without values; empty: nothing. */
  static List<ConversionNote> differences(Patient registered, Patient ofImages) {
    List<ConversionNote> notes = new ArrayList<>();
    if (namesDiffer(registered, ofImages)) {
      notes.add(note(Tag.PatientName));
    }
    if (birthDatesDiffer(registered, ofImages)) {
      notes.add(note(Tag.PatientBirthDate));
    }
    if (sexesDiffer(registered.getGender(), ofImages.getGender())) {
      notes.add(note(Tag.PatientSex));
    }
    return notes;
  }

  private static boolean sexesDiffer(AdministrativeGender registered, AdministrativeGender other) {
    return registered != null
        && other != null
        && registered != other
        && COMPARED.contains(registered)
        && COMPARED.contains(other);
  }

  private static ConversionNote note(int tag) {
    return new ConversionNote(
        ConversionNote.Code.PATIENT_DIFFERS, DicomFault.tagText(tag) + DIFFERS);
  }

  /** A year agrees with every day in it. */
  private static boolean birthDatesDiffer(Patient registered, Patient ofImages) {
    String one = registered.getBirthDateElement().getValueAsString();
    String other = ofImages.getBirthDateElement().getValueAsString();
    return one != null && other != null && !one.startsWith(other) && !other.startsWith(one);
  }

  /**
   * Names are written in many ways: in another order, with one given name of two, after a marriage,
   * transcribed. They contradict each other if both are written in one script and share no part.
   */
  private static boolean namesDiffer(Patient registered, Patient ofImages) {
    Map<Character.UnicodeScript, Set<String>> one = parts(registered);
    Map<Character.UnicodeScript, Set<String>> other = parts(ofImages);
    return one.entrySet().stream()
        .anyMatch(
            script ->
                Optional.ofNullable(other.get(script.getKey()))
                    .filter(names -> !share(script.getValue(), names))
                    .isPresent());
  }

  private static boolean share(Set<String> one, Set<String> other) {
    // "wangwei" and "wang": names of syllables are written together or apart.
    return one.stream().anyMatch(a -> other.stream().anyMatch(b -> a.contains(b) || b.contains(a)));
  }

  /** The words of all names by script; of ideographs, each one. Initials say too little. */
  private static Map<Character.UnicodeScript, Set<String>> parts(Patient patient) {
    Map<Character.UnicodeScript, Set<String>> parts = new TreeMap<>();
    for (HumanName name : patient.getName()) {
      List<String> texts = new ArrayList<>();
      texts.add(name.getText());
      texts.add(name.getFamily());
      name.getGiven().stream().map(PrimitiveType::getValue).forEach(texts::add);
      for (String text : texts) {
        for (String word : words(text)) {
          int first = word.codePointAt(0);
          parts
              .computeIfAbsent(Character.UnicodeScript.of(first), script -> new TreeSet<>())
              .add(word);
        }
      }
    }
    return parts;
  }

  private static List<String> words(String text) {
    if (text == null) {
      return List.of();
    }
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("(\\p{IsIdeographic})", " $1 ");
    List<String> words = new ArrayList<>();
    for (String word : plain.split("\\P{L}+", -1)) {
      if (word.length() >= SHORTEST_PART
          || (!word.isEmpty() && Character.isIdeographic(word.codePointAt(0)))) {
        words.add(word);
      }
    }
    return words;
  }
}
