package org.therafed.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;

/**
 * What breaks a rule is said to, and comes out mended; what keeps all comes out byte for byte.
 * Files are built here of headers and values.
 */
class ConformanceTest {
  private static final String EXPLICIT = "1.2.840.10008.1.2.1";
  private static final String IMPLICIT = "1.2.840.10008.1.2";
  private static final byte[] CLASS = text(Tag.SOPClassUID, "UI", "1.2.840.10008.5.1.4.1.1.7\0");
  private static final byte[] NAME = text(Tag.PatientName, "PN", "Muster");
  private static final byte[] PATIENT = text(Tag.PatientID, "LO", "1234");
  private static final byte[] ITEM_END = delimiter(Tag.ItemDelimitationItem, 0);
  private static final byte[] SEQUENCE_END = delimiter(Tag.SequenceDelimitationItem, 0);

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] little(int value, int bytes) {
    byte[] little = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      little[i] = (byte) (value >>> (8 * i));
    }
    return little;
  }

  private static byte[] tag(int tag) {
    return join(little(tag >>> 16, 2), little(tag, 2));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** An element of a VR of the short form. */
  private static byte[] shortForm(int tag, String vr, byte[] value) {
    return join(tag(tag), ascii(vr), little(value.length, 2), value);
  }

  private static byte[] text(int tag, String vr, String value) {
    return shortForm(tag, vr, ascii(value));
  }

  /** An element of a VR of the long form; a length of -1 is undefined. */
  private static byte[] longForm(int tag, String vr, int reserved, int length, byte[] value) {
    return join(tag(tag), ascii(vr), little(reserved, 2), little(length, 4), value);
  }

  private static byte[] longForm(int tag, String vr, byte[] value) {
    return longForm(tag, vr, 0, value.length, value);
  }

  private static byte[] implicit(int tag, byte[] value) {
    return join(tag(tag), little(value.length, 4), value);
  }

  private static byte[] delimiter(int tag, int length) {
    return join(tag(tag), little(length, 4));
  }

  private static byte[] item(byte[] elements) {
    return join(delimiter(Tag.Item, elements.length), elements);
  }

  private static byte[] openItem(byte[] elements, byte[] end) {
    return join(delimiter(Tag.Item, -1), elements, end);
  }

  private static byte[] number(int tag, int value) {
    return shortForm(tag, "UL", little(value, 4));
  }

  private static byte[] prefix() {
    return join(new byte[128], ascii("DICM"));
  }

  private static byte[] meta(String syntax, int more) {
    byte[] uid = text(Tag.TransferSyntaxUID, "UI", syntax + (syntax.length() % 2 == 1 ? "\0" : ""));
    return join(number(Tag.FileMetaInformationGroupLength, uid.length + more), uid);
  }

  private static byte[] file(byte[]... elements) {
    return join(prefix(), meta(EXPLICIT, 0), join(elements));
  }

  private static byte[] rewritten(byte[] file) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    Part10Writer.write(Part10Reader.read(file), copy);
    return copy.toByteArray();
  }

  private static void assertKept(byte[] file) throws IOException {
    assertThat(Conformance.breach(file, Part10Reader.read(file).transferSyntax())).isEmpty();
    assertThat(rewritten(file)).isEqualTo(file);
  }

  private static void assertMended(byte[] file, String rule) throws IOException {
    TransferSyntax syntax = Part10Reader.read(file).transferSyntax();
    byte[] copy = rewritten(file);

    assertThat(Conformance.breach(file, syntax).orElse("")).contains(rule);
    assertThat(copy).isNotEqualTo(file);
    assertThat(Conformance.breach(copy, syntax)).isEmpty();
    assertThat(rewritten(copy)).isEqualTo(copy);
  }

  /** A sequence and an item that say their ends, not their lengths. */
  private static byte[] openSequence() {
    return longForm(
        Tag.ReferencedSeriesSequence,
        "SQ",
        0,
        -1,
        join(openItem(NAME, ITEM_END), item(PATIENT), SEQUENCE_END));
  }

  private static byte[] fragments() {
    return longForm(
        Tag.PixelData, "OB", 0, -1, join(item(new byte[0]), item(new byte[6]), SEQUENCE_END));
  }

  @Test
  void whatKeepsTheRulesComesBack() throws IOException {
    byte[] nested = longForm(Tag.ReferencedSeriesSequence, "SQ", item(PATIENT));

    assertKept(file(CLASS, NAME, PATIENT));
    assertKept(file(CLASS, nested, NAME));
    assertKept(file(CLASS, openSequence(), NAME));
    assertKept(file(CLASS, NAME, fragments()));
    assertKept(file(number(0x00080000, CLASS.length + nested.length), CLASS, nested, PATIENT));
    assertKept(join(CLASS, NAME));
    assertKept(join(prefix(), meta(IMPLICIT, 0), implicit(Tag.PatientID, new byte[] {'1', ' '})));
    assertKept(file(CLASS, longForm(Tag.ReferencedSeriesSequence, "UN", new byte[] {1, 2})));
  }

  @Test
  void elementTwice() throws IOException {
    assertMended(file(CLASS, PATIENT, PATIENT), "(0010,0020) twice");
    assertMended(
        file(CLASS, longForm(Tag.ReferencedSeriesSequence, "SQ", item(join(NAME, NAME)))),
        "(0010,0010) twice");
  }

  @Test
  void elementsOutOfOrder() throws IOException {
    assertMended(file(PATIENT, CLASS), "(0008,0016) out of order");
  }

  @Test
  void metaElementsOutOfOrder() throws IOException {
    byte[] uid = text(Tag.TransferSyntaxUID, "UI", EXPLICIT + "\0");
    byte[] version = text(Tag.ImplementationVersionName, "SH", "BUILT1");

    assertMended(join(prefix(), version, uid, CLASS), "(0002,0010) out of order");
  }

  @Test
  void reservedBytes() throws IOException {
    byte[] value = {'a', 'b'};

    assertMended(
        file(CLASS, longForm(Tag.TextValue, "UT", 0x2020, value.length, value)),
        "reserved bytes of (0040,A160)");
  }

  @Test
  void delimitersWithLength() throws IOException {
    byte[] itemEnd = delimiter(Tag.ItemDelimitationItem, 8);
    byte[] sequenceEnd = delimiter(Tag.SequenceDelimitationItem, 4);

    assertMended(
        file(
            longForm(
                Tag.ReferencedSeriesSequence,
                "SQ",
                0,
                -1,
                join(openItem(NAME, itemEnd), SEQUENCE_END)),
            PATIENT),
        "(FFFE,E00D) has a length");
    assertMended(
        file(
            longForm(Tag.ReferencedSeriesSequence, "SQ", 0, -1, join(item(NAME), sequenceEnd)),
            PATIENT),
        "(FFFE,E0DD) has a length");
    assertMended(
        file(CLASS, longForm(Tag.PixelData, "OB", 0, -1, join(item(new byte[2]), sequenceEnd))),
        "(FFFE,E0DD) has a length");
  }

  @Test
  void unknownRepresentation() throws IOException {
    assertMended(
        file(CLASS, longForm(Tag.PatientComments, "ZZ", new byte[] {'a', 'b'})),
        "VR of (0010,4000)");
  }

  @Test
  void oddLengths() throws IOException {
    byte[] odd = text(Tag.PatientID, "LO", "123");

    assertMended(file(CLASS, odd), "odd length in (0010,0020)");
    assertMended(
        file(longForm(Tag.ReferencedSeriesSequence, "SQ", item(odd))), "odd length in (0008,1115)");
    assertMended(
        file(
            CLASS,
            longForm(
                Tag.PixelData,
                "OB",
                0,
                -1,
                join(item(new byte[0]), item(new byte[3]), SEQUENCE_END))),
        "odd length in (7FE0,0010)");
    assertMended(
        join(prefix(), meta(IMPLICIT, 0), implicit(Tag.PatientID, new byte[] {'1'})),
        "odd length in (0010,0020)");
  }

  @Test
  void groupLengths() throws IOException {
    assertMended(file(number(0x00080000, 7), CLASS, PATIENT), "length of a group");
    assertMended(
        file(
            longForm(
                Tag.ReferencedSeriesSequence, "SQ", item(join(number(0x00100000, 0), PATIENT)))),
        "length of a group");
    assertMended(join(prefix(), meta(EXPLICIT, 2), CLASS), "length of a group");
    assertMended(file(text(0x00080000, "UL", "\0\0"), CLASS), "length of a group");
  }

  @Test
  void itemsUnderUnknownRepresentation() throws IOException {
    byte[] patient = implicit(Tag.PatientID, new byte[] {'1', ' '});
    byte[] twice = item(join(patient, patient));

    assertKept(file(CLASS, longForm(Tag.ReferencedSeriesSequence, "UN", item(patient))));
    assertMended(
        file(CLASS, longForm(Tag.ReferencedSeriesSequence, "UN", twice)), "(0010,0020) twice");
    assertMended(
        file(CLASS, longForm(Tag.ReferencedSeriesSequence, "UN", 0, -1, join(twice, SEQUENCE_END))),
        "(0010,0020) twice");
    // No items but bytes, of which the rules say nothing.
    assertKept(
        file(CLASS, longForm(Tag.ReferencedSeriesSequence, "UN", join(twice, new byte[] {1, 2}))));
  }

  @Test
  void preambleAndMetaOneWithoutTheOther() throws IOException {
    assertMended(join(meta(EXPLICIT, 0), CLASS), "meta information without preamble");
    assertMended(join(prefix(), CLASS, NAME), "preamble without meta information");
  }

  @Test
  void whatCannotBeFollowedIsNotSaidToBeBroken() {
    byte[] truncated = file(CLASS, longForm(Tag.TextValue, "UT", 0, 100, new byte[] {'a', 'b'}));

    assertThat(Conformance.breach(truncated, TransferSyntax.EXPLICIT_LITTLE_ENDIAN)).isEmpty();
  }

  /**
   * What comes back as it was keeps the rules, and the other way round, whatever byte is changed.
   */
  @Test
  void filesWithAnotherByteComeBackIfAndOnlyIfTheyKeepTheRules() throws IOException {
    Random random = new Random(5);
    int kept = 0;
    int mended = 0;
    for (byte[] original : samples()) {
      for (int i = 0; i < 3000; i++) {
        byte[] changed = original.clone();
        changed[random.nextInt(original.length)] = (byte) random.nextInt(256);
        DicomFile file;
        try {
          file = Part10Reader.read(changed);
        } catch (DicomFault e) {
          continue;
        }
        if (file.transferSyntax().deflated()) {
          continue;
        }
        boolean same = Arrays.equals(rewritten(changed), changed);
        String breach = Conformance.breach(changed, file.transferSyntax()).orElse("");
        assertThat(breach.isEmpty()).as(breach + HexFormat.of().formatHex(changed)).isEqualTo(same);
        kept += same ? 1 : 0;
        mended += same ? 0 : 1;
      }
    }
    System.out.printf("ConformanceTest: %d changed files kept, %d mended%n", kept, mended);
    assertThat(kept).isGreaterThan(1000);
    assertThat(mended).isGreaterThan(100);
  }

  private static List<byte[]> samples() {
    byte[] implicitItem = item(implicit(Tag.PatientID, new byte[] {'1', ' '}));
    byte[] creator = text(0x00090010, "LO", "ACME");
    byte[] hidden = longForm(Tag.ReferencedStudySequence, "UN", implicitItem);
    return List.of(
        file(CLASS, NAME, PATIENT),
        file(
            number(0x00080000, CLASS.length + openSequence().length),
            CLASS,
            openSequence(),
            NAME,
            fragments()),
        file(CLASS, hidden, creator, longForm(0x00091001, "UN", new byte[] {1, 2, 3, 4})),
        file(longForm(Tag.ReferencedSeriesSequence, "SQ", join(item(NAME), item(PATIENT))), NAME),
        join(
            prefix(),
            meta(IMPLICIT, 0),
            join(tag(Tag.ReferencedSeriesSequence), little(implicitItem.length, 4), implicitItem),
            implicit(Tag.PatientID, new byte[] {'1', ' '})));
  }
}
