package org.therafed.e2e.pacs;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.TreeSet;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Reader;

/** What in an object can tell whose it is, as texts to look for. */
final class Identity {

  /** UIDs of the standard itself: SOP classes, transfer syntaxes. */
  private static final String STANDARD = "1.2.840.10008.";

  private static final Set<Integer> NAMES_AND_NUMBERS =
      Set.of(
          Tag.PatientID,
          Tag.AccessionNumber,
          Tag.StudyID,
          Tag.InstitutionName,
          Tag.InstitutionAddress,
          Tag.InstitutionalDepartmentName,
          Tag.StationName,
          Tag.DeviceSerialNumber);

  /** Shorter texts occur by chance, as the digits of some count. */
  private static final int SHORTEST = 6;

  private final Set<String> texts = new TreeSet<>();
  private final Set<LocalDate> dates = new TreeSet<>();

  private Identity() {}

  /** The identity in a file, nested items included. */
  static Identity of(Path file) {
    Identity identity = new Identity();
    identity.collect(Part10Reader.readHeader(file).dataSet());
    return identity;
  }

  private void collect(DataSet data) {
    for (Element element : data) {
      if (element.vr() == VR.SQ) {
        data.items(element.tag()).forEach(this::collect);
      } else if (element.vr() == VR.UI) {
        data.strings(element.tag()).stream()
            .filter(uid -> !uid.startsWith(STANDARD))
            .forEach(this::keep);
      } else if (element.vr() == VR.PN || NAMES_AND_NUMBERS.contains(element.tag())) {
        data.strings(element.tag()).forEach(this::keep);
      } else if (element.vr() == VR.DA) {
        data.date(element.tag()).ifPresent(dates::add);
      }
    }
  }

  private void keep(String text) {
    if (text.strip().length() >= SHORTEST) {
      texts.add(text.strip());
    }
  }

  /** Names, numbers and UIDs; dates as DICOM writes them. */
  Set<String> texts() {
    Set<String> all = new TreeSet<>(texts);
    dates.forEach(date -> all.add(date.format(DateTimeFormatter.BASIC_ISO_DATE)));
    return all;
  }

  /** Calendar dates. */
  Set<LocalDate> dates() {
    return Set.copyOf(dates);
  }
}
