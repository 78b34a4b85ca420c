package org.therafed.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Every row of Table E.1-1, in the Basic Profile and in each of its options. */
class ProfileRowsTest {
  private static final Keys KEYS = Keys.of(new byte[32]);
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  private static final Map<Integer, Option> COLUMNS =
      Map.of(
          4, Option.RETAIN_UIDS,
          5, Option.RETAIN_DEVICE_IDENTITY,
          6, Option.RETAIN_INSTITUTION_IDENTITY,
          7, Option.RETAIN_PATIENT_CHARACTERISTICS,
          8, Option.RETAIN_FULL_DATES,
          9, Option.RETAIN_MODIFIED_DATES,
          10, Option.CLEAN_DESCRIPTORS,
          11, Option.CLEAN_STRUCTURED_CONTENT,
          12, Option.CLEAN_GRAPHICS);

  /**
   * Cleaning that this product does not do, or of overlays only in a plane of type R (see
   * PixelGuardTest): the Basic Profile's action stands instead.
   */
  private static final List<String> NOT_CLEANED =
      List.of("50000010", "60003000", "60004000", "04000310", "00340007", "0016002B", "0016004B");

  /** Rows of attributes inside data sets; groups up to 0004 belong to messages and files. */
  private static List<String[]> rows() {
    List<String[]> rows = new ArrayList<>();
    for (String line : TableFiles.lines("confidentiality-profile.tsv")) {
      String[] fields = line.split("\t", -1);
      fields[0] = fields[0].replace("50xxxxxx", "50000010").replace("xx", "00");
      if (!fields[0].equals("PRIVATE") && fields[0].compareTo("0005") > 0) {
        rows.add(fields);
      }
    }
    return rows;
  }

  static Stream<Arguments> basic() {
    return rows().stream().map(row -> Arguments.of(row[0], row[1], row[2]));
  }

  static Stream<Arguments> options() {
    return rows().stream()
        .flatMap(
            row ->
                COLUMNS.entrySet().stream()
                    .filter(column -> !row[column.getKey()].isEmpty())
                    .map(
                        column ->
                            Arguments.of(row[0], row[1], column.getValue(), row[column.getKey()])));
  }

  @Test
  void theTableIsWhole() {
    assertThat(rows()).hasSizeGreaterThan(640);
    assertThat(options().count()).isGreaterThan(600);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("basic")
  void basicProfile(String hex, String keyword, String actions) {
    int tag = TableFiles.tag(hex);
    Element source = sample(tag, "Meier chest 1");
    Element out = deidentified(source, Policy.basic());
    boolean allowed =
        switch (tag == Tag.ReferencedStudySequence ? "X" : chosen(actions)) {
          case "X" -> out == null;
          case "Z" -> out != null && (out.isEmpty() || isPseudonym(tag, out));
          case "D" -> out != null && !out.isEmpty() && !same(source, out);
          case "U" -> out != null && text(out).startsWith("2.25.");
          case "U*" -> out != null && nestedUid(out).startsWith("2.25.");
          default -> false;
        };
    assertThat(allowed).as("%s of %s gave %s", actions, keyword, out).isTrue();
  }

  /** Of a compound action the one that leaves most in place: docs/deidentification.md. */
  private static String chosen(String actions) {
    return switch (actions) {
      case "X/Z" -> "Z";
      case "X/D", "Z/D", "X/Z/D" -> "D";
      case "X/Z/U*" -> "U*";
      default -> actions;
    };
  }

  @ParameterizedTest(name = "{0} {1}: {2} {3}")
  @MethodSource("options")
  void option(String hex, String keyword, Option option, String action) {
    int tag = TableFiles.tag(hex);
    // A characteristic is kept where it is one: names are no ethnic group (RealisticCanaryTest).
    boolean characteristic = option == Option.RETAIN_PATIENT_CHARACTERISTICS && action.equals("K");
    Element source = sample(tag, characteristic ? "chest 1" : "Meier chest 1");
    Element out = deidentified(source, Policy.basic().with(option));
    if (action.equals("K")) {
      assertThat(out).as(keyword).isNotNull();
      assertThat(out.isEmpty()).isFalse();
      assertThat(out.value() instanceof Value.Items || same(source, out)).as(keyword).isTrue();
    } else if (NOT_CLEANED.contains(hex)) {
      assertThat(out == null || !same(source, out)).as(keyword).isTrue();
    } else {
      cleaned(source, out, option, keyword);
    }
  }

  private static void cleaned(Element source, Element out, Option option, String keyword) {
    VR vr = source.vr();
    if (vr == VR.SQ) {
      assertThat(out).as(keyword).isNotNull();
      assertThat(out.isEmpty()).isFalse();
    } else if (option == Option.RETAIN_MODIFIED_DATES) {
      assertThat(out).as(keyword).isNotNull();
      boolean dated = vr == VR.DA || vr == VR.DT;
      assertThat(same(source, out)).as(keyword).isEqualTo(!dated);
      assertThat(text(out)).hasSameSizeAs(text(source));
    } else {
      // What is left of a text is its words about no person; where none is left, the basic action.
      String left = out == null ? "" : text(out);
      assertThat(left).as(keyword).doesNotContain("Meier", "MEIER");
      if (vr != VR.AE && vr != VR.CS) {
        assertThat(left).as(keyword).contains("chest");
      }
    }
  }

  private static Element deidentified(Element source, Policy policy) {
    DataSet set =
        new DataSet().put(Tag.SOPClassUID, VR.UI, CT).put(Tag.PatientID, VR.LO, "4711").put(source);
    DataSet out = Deidentifier.with(policy, KEYS).deidentify(set).dataSet();
    return out.element(source.tag()).orElse(null);
  }

  private static Element sample(int tag, String words) {
    VR vr = Dictionary.vr(tag);
    DataSet holder = new DataSet();
    switch (vr) {
      case SQ ->
          holder.putItems(
              tag,
              new DataSet()
                  .put(Tag.ReferencedSOPInstanceUID, VR.UI, "1.2.3.4")
                  .put(Tag.CodeValue, VR.SH, "121106")
                  .put(Tag.CodingSchemeDesignator, VR.SH, "DCM")
                  .put(Tag.CodeMeaning, VR.LO, "Comment"));
      case UI -> holder.put(tag, vr, "1.2.3.4.5");
      case DA -> holder.put(tag, vr, "20200229");
      case DT -> holder.put(tag, vr, "20200229101112.5+0100");
      case TM -> holder.put(tag, vr, "101112");
      case AS -> holder.put(tag, vr, "055Y");
      case DS, IS, US, FL, FD -> holder.put(tag, vr, "72");
      case CS -> holder.put(tag, vr, tag >>> 16 == 0x0010 ? "YES" : "MEIER");
      case AE -> holder.put(tag, vr, "MEIERSCT");
      case OB, OW, UN -> holder.putBytes(tag, vr == VR.OW ? VR.OB : vr, new byte[] {7, 7, 7, 7});
      case SH -> holder.put(tag, vr, tag == Tag.TimezoneOffsetFromUTC ? "+0100" : words);
      default -> holder.put(tag, vr, words);
    }
    return holder.element(tag).orElseThrow();
  }

  private static boolean isPseudonym(int tag, Element out) {
    return tag == Tag.PatientName && text(out).matches("[0-9a-f]{40}");
  }

  private static boolean same(Element a, Element b) {
    if (a.value() instanceof Value.Inline x && b.value() instanceof Value.Inline y) {
      return java.util.Arrays.equals(x.bytes(), y.bytes());
    }
    return a.value().equals(b.value());
  }

  private static String text(Element element) {
    return String.join(
        "\\", DataSet.strings(element, org.therafed.dicom.dataset.SpecificCharacterSet.DEFAULT));
  }

  private static String nestedUid(Element element) {
    return element.value() instanceof Value.Items items && !items.items().isEmpty()
        ? Optional.of(items.items().get(0))
            .flatMap(item -> item.string(Tag.ReferencedSOPInstanceUID))
            .orElse("")
        : "";
  }
}
