package org.therafed.dicom.deidentify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** What a data set states of its people, devices and dates that nothing else in it may repeat. */
final class EchoSources {
  /** Shorter runs of digits are found in any longer number. */
  static final int LEAST_DIGITS = 6;

  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");

  /** Shorter parts of identifiers are syllables and initials of ordinary words. */
  private static final int LEAST_LETTERS = 3;

  /** Retired. */
  private static final int OTHER_PATIENT_IDS = 0x00101000;

  private static final int INSURANCE_PLAN = 0x00101050;
  private static final int MEDICAL_RECORD_LOCATOR = 0x00101090;

  private static final int DATE_DIGITS = 8;
  private static final int DATE_TIME_DIGITS = 14;

  private final Set<String> parts = new HashSet<>();
  private final Set<String> personal = new HashSet<>();
  private final Set<String> dateParts = new HashSet<>();
  private final Set<String> within = new HashSet<>();
  private final Set<String> written = new HashSet<>();
  private final Set<String> inUids = new HashSet<>();
  private final Set<String> atEdgesOfUids = new HashSet<>();
  private final EchoedNumbers numbers = new EchoedNumbers();

  /** Whether dates that the object states may stay, so that numbers may repeat them. */
  private final boolean keepsDates;

  private EchoSources(boolean keepsDates) {
    this.keepsDates = keepsDates;
  }

  private record Level(DataSet set, SpecificCharacterSet charset) {}

  /** Gathered with a stack of its own: nesting may be deep. */
  static EchoSources of(DataSet root, Policy policy) {
    EchoSources sources = new EchoSources(policy.has(Option.RETAIN_FULL_DATES));
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
          sources.add(level, element);
        }
      }
    }
    return sources;
  }

  /** Parts of names, of identifiers and of the names of places and devices, as words. */
  Set<String> parts() {
    return parts;
  }

  /** Those parts that are of persons. */
  Set<String> personal() {
    return personal;
  }

  /** Year, month and day of birth in two digits each. */
  Set<String> dateParts() {
    return dateParts;
  }

  /** Parts of names that are found within longer words, too. */
  Set<String> within() {
    return within;
  }

  /** Words of names with their marks. */
  Set<String> written() {
    return written;
  }

  /** Runs of digits that no kept UID holds anywhere: identifiers of persons, whole birth dates. */
  Set<String> inUids() {
    return inUids;
  }

  /**
   * Birth dates with two digits of the year: UIDs hold dates and serial numbers, in which any six
   * digits are met by chance, so that these count at the edges of a component only.
   */
  Set<String> atEdgesOfUids() {
    return atEdgesOfUids;
  }

  /** Identifiers and dates of six digits and more, as numbers. */
  EchoedNumbers numbers() {
    return numbers;
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

  private void addName(String value) {
    NameForms forms = NameForms.of(value);
    forms.words().forEach(word -> addPart(word, true));
    within.addAll(forms.within());
    written.addAll(forms.written());
  }

  /** A date that is moved or removed must not stay as a number. */
  private void addDate(String value) {
    String digits = TextFolding.digits(value);
    if (digits.length() >= DATE_DIGITS) {
      numbers.add(digits.substring(0, DATE_DIGITS));
      numbers.add(digits.substring(0, Math.min(digits.length(), DATE_TIME_DIGITS)));
    }
  }

  private static List<String> strings(Level level, Element element, VR vr) {
    Element meant = element.vr() == vr ? element : new Element(element.tag(), vr, element.value());
    return DataSet.strings(meant, level.charset());
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

  /** A short part counts, but for years, which are part of many identifiers. */
  private static boolean mayStandAlone(String digits, int tag) {
    return !isOfPlace(tag) && tag != Tag.PatientBirthDate && !YEAR.matcher(digits).matches();
  }

  private void add(List<String> values, int tag) {
    for (String value : values) {
      if (tag == Tag.PatientBirthDate) {
        addBirthDate(value);
      }
      addWhole(TextFolding.digits(value), tag);
      for (String part : TextFolding.words(value)) {
        // The words of an institution's name (hospital, university) are no names by themselves.
        boolean ordinary = tag == Tag.InstitutionName && Vocabulary.standard().knowsWord(part);
        if (part.length() >= LEAST_LETTERS && !ordinary) {
          addPart(TextFolding.folded(part), !isOfPlace(tag));
        }
        String digits = TextFolding.digits(part);
        if (digits.length() >= LEAST_DIGITS) {
          addNumber(digits, !isOfPlace(tag));
        } else if (mayStandAlone(digits, tag)) {
          numbers.add(digits);
        }
      }
    }
  }

  /** All digits of an identifier in one: 123-45-6789 and 123 456 789 are one number each. */
  private void addWhole(String digits, int tag) {
    boolean ofPerson = !isOfPlace(tag);
    if (digits.length() >= LEAST_DIGITS && tag != Tag.InstitutionName) {
      addNumber(digits, ofPerson);
    } else if (ofPerson) {
      numbers.add(digits);
    }
  }

  /** As written, and without the zeros in front, which a number loses. */
  private void addNumber(String digits, boolean ofPerson) {
    addLong(digits, ofPerson);
    int zeros = 0;
    while (zeros < digits.length() && digits.charAt(zeros) == '0') {
      zeros++;
    }
    if (zeros > 0 && digits.length() - zeros >= LEAST_DIGITS) {
      addLong(digits.substring(zeros), ofPerson);
    }
    if (ofPerson) {
      numbers.add(digits);
    }
  }

  private void addLong(String digits, boolean ofPerson) {
    addPart(digits, ofPerson);
    if (ofPerson) {
      inUids.add(digits);
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
    String digits = TextFolding.digits(value);
    if (digits.length() != DATE_DIGITS) {
      return;
    }
    String year = digits.substring(0, 4);
    String shortYear = digits.substring(2, 4);
    String month = digits.substring(4, 6);
    String day = digits.substring(6);
    for (String y : List.of(year, shortYear)) {
      for (String form : List.of(y + month + day, day + month + y, month + day + y)) {
        addPart(form, true);
        numbers.add(form);
        (form.length() == DATE_DIGITS ? inUids : atEdgesOfUids).add(form);
      }
    }
    addPart(year, true);
    dateParts.addAll(List.of(shortYear, month, day));
  }
}
