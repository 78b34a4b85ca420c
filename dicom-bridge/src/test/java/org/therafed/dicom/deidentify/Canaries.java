package org.therafed.dicom.deidentify;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.TransferSyntax;

/** Made-up identity, another one for every element, and the search for it in what comes out. */
final class Canaries {
  private static final String UID_ROOT = "1.2.826.0.1.3680043.77.";

  /** What canaries look like; numbers inside longer numbers (UIDs) are none. */
  private static final Pattern FORMS =
      Pattern.compile(
          "ZQ[A-Z]{4}\\d{5}|1\\.2\\.826\\.0\\.1\\.3680043\\.77\\.\\d{9}"
              + "|(?<![\\d.])193\\d{5}(134259)?(?!\\d)");

  private final Random random;
  private final Set<String> planted = new HashSet<>();
  private int next;

  Canaries(long seed) {
    random = new Random(seed);
  }

  /** Letters no word of the standard holds, then a number: nothing but a leak can show it. */
  private String token() {
    StringBuilder token = new StringBuilder("ZQ");
    for (int i = 0; i < 4; i++) {
      token.append((char) ('A' + random.nextInt(26)));
    }
    String text = token + String.format(Locale.ROOT, "%05d", next++);
    planted.add(text);
    return text;
  }

  /** A date of birth in the 1930s, which no file and no dummy has. */
  private String date() {
    String date =
        String.format(Locale.ROOT, "193%d%02d%02d", random.nextInt(10), 1 + random.nextInt(12), 13);
    planted.add(date);
    return date;
  }

  /** An element of this representation that holds a canary; null where it cannot hold any. */
  Element element(int tag, VR vr) {
    return switch (vr) {
      case PN -> text(tag, vr, token() + "^" + token());
      case AE, CS, SH, LO, LT, ST, UC, UT -> text(tag, vr, token());
      case UR -> text(tag, vr, "https://example.org/" + token());
      case AS -> text(tag, vr, "0" + (10 + random.nextInt(80)) + "Y");
      case DA -> text(tag, vr, date());
      case DT -> dateTime(tag);
      case TM -> text(tag, vr, "1342" + String.format(Locale.ROOT, "%02d", random.nextInt(60)));
      case DS, IS -> text(tag, vr, token());
      case UI -> uid(tag);
      case SQ -> null;
      default -> bytes(tag, vr);
    };
  }

  private Element dateTime(int tag) {
    String text = date() + "134259";
    planted.add(text);
    return text(tag, VR.DT, text);
  }

  private Element uid(int tag) {
    String uid = UID_ROOT + (100_000_000 + random.nextInt(800_000_000));
    planted.add(uid);
    return text(tag, VR.UI, uid);
  }

  private Element bytes(int tag, VR vr) {
    // Two words of eight bytes: whole numbers of every representation.
    byte[] text = ("   " + token() + "  ").getBytes(StandardCharsets.US_ASCII);
    return new Element(tag, vr, Value.Inline.of(text));
  }

  private static Element text(int tag, VR vr, String text) {
    return Element.of(tag, vr, List.of(text), SpecificCharacterSet.DEFAULT);
  }

  int count() {
    return planted.size();
  }

  /** The canaries that are still there in the bytes as they would be written. */
  Set<String> survivors(DataSet out) {
    return in(DataSetWriter.toBytes(out, TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
  }

  Set<String> in(byte[] bytes) {
    TreeSet<String> found = new TreeSet<>();
    Matcher matcher = FORMS.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    while (matcher.find()) {
      if (planted.contains(matcher.group())) {
        found.add(matcher.group());
      }
    }
    return found;
  }

  /** A shift of 100 days, which moves no date of a canary onto that of another. */
  static Keys keys() {
    Keys keys = Keys.of(new byte[32]);
    return keys.withPatients(
        new PatientKeys() {
          @Override
          public String pseudonym(PatientIdentity patient) {
            return keys.patients().pseudonym(patient);
          }

          @Override
          public int shiftDays(PatientIdentity patient) {
            return 100;
          }
        });
  }
}
