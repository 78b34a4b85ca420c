package org.therafed.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.dicom.SharedImages;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** Which pixels pass, which are blanked, and which hold the object back. */
class PixelGuardTest {
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
  private static final Keys KEYS = Keys.of(new byte[32]);
  private static final Policy CLEANING = Policy.basic().with(Option.CLEAN_PIXEL_DATA);

  private static DataSet image(String sopClass, int samples, int planar, int bits, int frames) {
    int length = 8 * 6 * samples * (bits / 8) * frames;
    byte[] pixels = new byte[length];
    new Random(3).nextBytes(pixels);
    for (int i = 0; i < length; i++) {
      pixels[i] |= 1;
    }
    return new DataSet()
        .put(Tag.SOPClassUID, VR.UI, STORAGE + sopClass)
        .put(Tag.PatientID, VR.LO, "4711")
        .put(Tag.Manufacturer, VR.LO, "Sonomaker")
        .put(Tag.SamplesPerPixel, VR.US, samples)
        .put(Tag.PhotometricInterpretation, VR.CS, samples == 3 ? "RGB" : "MONOCHROME2")
        .put(Tag.PlanarConfiguration, VR.US, planar)
        .put(Tag.NumberOfFrames, VR.IS, frames)
        .put(Tag.Rows, VR.US, 6)
        .put(Tag.Columns, VR.US, 8)
        .put(Tag.BitsAllocated, VR.US, bits)
        .putBytes(Tag.PixelData, bits == 8 ? VR.OB : VR.OW, pixels);
  }

  private static byte[] pixels(DataSet set) {
    return set.bulk(Tag.PixelData).orElseThrow().bytes(1 << 20);
  }

  private static DataSet treated(DataSet set, Policy policy) {
    return Deidentifier.with(policy, KEYS).deidentify(set).dataSet();
  }

  private static void refused(DicomFaultCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(DicomFault.class, f -> assertThat(f.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource({"1,0,8,1", "1,0,16,3", "3,0,8,2", "3,1,8,2", "3,1,16,1"})
  void regionsOfADeviceAreBlackAndAllElseIsAsItWas(int samples, int planar, int bits, int frames) {
    DataSet source = image("7", samples, planar, bits, frames);
    List<PixelRule> rules =
        PixelRule.parse(List.of("own\t~7\t*\t*\t*\tSono.*\t*\t6\t8\tblank:0,0,8,1;6,4,99,99"));
    DataSet out = treated(source, CLEANING.withPixelRules(rules));
    byte[] before = pixels(source);
    byte[] after = pixels(out);
    assertThat(after).hasSameSizeAs(before);
    int bytes = bits / 8;
    int black = 0;
    for (int i = 0; i < before.length; i++) {
      int sample = i / bytes;
      int pixel = planar == 1 ? sample % 48 : sample / samples % 48;
      boolean inside = pixel / 8 == 0 || (pixel / 8 >= 4 && pixel % 8 >= 6);
      assertThat(after[i]).isEqualTo(inside ? 0 : before[i]);
      black += inside ? 1 : 0;
    }
    assertThat(black).isEqualTo((8 + 4) * samples * bytes * frames);
    assertThat(out.string(Tag.BurnedInAnnotation)).contains("NO");
    assertThat(out.items(Tag.DeidentificationMethodCodeSequence))
        .extracting(code -> code.string(Tag.CodeValue).orElse(""))
        .contains("113101");
  }

  @Test
  void ofSharedColourBothPixelsAreNeutral() {
    DataSet source =
        image("7", 2, 0, 8, 1)
            .put(Tag.SamplesPerPixel, VR.US, 3)
            .put(Tag.PhotometricInterpretation, VR.CS, "YBR_FULL_422");
    List<PixelRule> rules = PixelRule.parse(List.of("own\t~7\t*\t*\t*\t*\t*\t*\t*\tblank:1,0,1,1"));
    byte[] after = pixels(treated(source, CLEANING.withPixelRules(rules)));
    assertThat(after[0]).isZero();
    assertThat(after[1]).isZero();
    assertThat(after[2]).isEqualTo((byte) 0x80);
    assertThat(after[3]).isEqualTo((byte) 0x80);
    assertThat(after[4]).isEqualTo(pixels(source)[4]);
  }

  @Test
  void ultrasoundIsBlackOutsideItsRegions() {
    DataSet region =
        new DataSet()
            .put(Tag.RegionLocationMinX0, VR.UL, 2)
            .put(Tag.RegionLocationMinY0, VR.UL, 1)
            .put(Tag.RegionLocationMaxX1, VR.UL, 5)
            .put(Tag.RegionLocationMaxY1, VR.UL, 4);
    DataSet source = image("6.1", 1, 0, 8, 1).putItems(Tag.SequenceOfUltrasoundRegions, region);
    byte[] before = pixels(source);
    byte[] after = pixels(treated(source, CLEANING));
    for (int i = 0; i < 48; i++) {
      boolean inside = i % 8 >= 2 && i % 8 <= 5 && i / 8 >= 1 && i / 8 <= 4;
      assertThat(after[i]).isEqualTo(inside ? before[i] : 0);
    }
    refused(DicomFaultCode.BURNED_IN_ANNOTATION, () -> treated(source, Policy.basic()));
    DataSet without = image("6.1", 1, 0, 8, 1);
    refused(DicomFaultCode.PIXELS_NOT_CLEANABLE, () -> treated(without, CLEANING));
  }

  @Test
  void compressedAndSuspiciousIsRefused() {
    DataSet source =
        image("6.1", 1, 0, 8, 1)
            .putItems(
                Tag.SequenceOfUltrasoundRegions,
                new DataSet().put(Tag.RegionLocationMinX0, VR.UL, 0));
    // 6 by 8 bytes in one RLE segment: 47 and 1 times the byte 7.
    byte[] rle = java.util.Arrays.copyOf(new byte[] {1, 0, 0, 0, 64}, 68);
    System.arraycopy(new byte[] {-46, 7, 0, 7}, 0, rle, 64, 4);
    source.put(SharedImages.pixels(rle));
    refused(DicomFaultCode.PIXELS_NOT_CLEANABLE, () -> treated(source, CLEANING));
    DataSet reviewed = treated(source, CLEANING.withPixelsReviewed(true));
    assertThat(reviewed.element(Tag.PixelData).orElseThrow().value())
        .isEqualTo(source.element(Tag.PixelData).orElseThrow().value());
    assertThat(reviewed.string(Tag.BurnedInAnnotation)).contains("NO");
  }

  @ParameterizedTest
  @CsvSource({
    "2, ORIGINAL, -, true",
    "2, DERIVED, -, true",
    "2, ORIGINAL, YES, false",
    "2, ORIGINAL, Yes, false",
    "2, ORIGINAL, Y, false",
    "2, ORIGINAL, UNKNOWN, false",
    "2, ORIGINAL, no, true",
    "2, SCREENSAVE, -, false",
    "2, Screen_Save, -, false",
    "2, Secondary, -, false",
    "2, dose_info, -, false",
    "2, SCREEN SAVE, NO, false",
    "128, ORIGINAL, -, true",
    "7, ORIGINAL, NO, false",
    "6.1, ORIGINAL, NO, false",
    "77.1.4, ORIGINAL, -, false",
    "77.1.6, LABEL, NO, false",
    "77.1.6, VOLUME, NO, true",
    "66.4, DERIVED, -, true",
    "9.9.9, ORIGINAL, NO, false",
  })
  void suspicionByClassTypeAndStatement(
      String sopClass, String type, String burnedIn, boolean passes) {
    DataSet source = image(sopClass, 1, 0, 8, 1).put(Tag.ImageType, VR.CS, type);
    if (!burnedIn.equals("-")) {
      source.put(Tag.BurnedInAnnotation, VR.CS, burnedIn);
    }
    Policy policy = Policy.basic().withAccepted(java.util.Set.of(STORAGE + sopClass));
    if (passes) {
      assertThat(pixels(treated(source, policy))).isEqualTo(pixels(source));
    } else {
      refused(DicomFaultCode.BURNED_IN_ANNOTATION, () -> treated(source, policy));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "YES, false",
    "Yes, false",
    "yes, false",
    "Y, false",
    "UNKNOWN, false",
    "NO\\YES, false",
    "NO\\NO, false",
    "NO, true",
    "no, true",
    "No, true",
    "'  ', true",
  })
  void whatIsStatedOfAnnotationAndIsNoDenialHoldsTheObject(String stated, boolean passes) {
    DataSet source =
        image("2", 1, 0, 8, 1).put(Tag.BurnedInAnnotation, VR.CS, stated.split("\\\\"));
    if (passes) {
      assertThat(pixels(treated(source, Policy.basic()))).isEqualTo(pixels(source));
    } else {
      refused(DicomFaultCode.BURNED_IN_ANNOTATION, () -> treated(source, Policy.basic()));
    }
    // Who denies it denies it in any way of writing, and by nothing else.
    source.put(Tag.ImageType, VR.CS, "Derived", "Secondary");
    boolean denied = stated.equalsIgnoreCase("no");
    if (denied) {
      assertThat(pixels(treated(source, Policy.basic()))).isEqualTo(pixels(source));
    } else {
      refused(DicomFaultCode.BURNED_IN_ANNOTATION, () -> treated(source, Policy.basic()));
    }
  }

  @ParameterizedTest
  @CsvSource({"2", "4", "4.1", "128", "1", "66.4", "66.7", "30", "481.2", "6.2"})
  void aPaletteIsColour(String sopClass) {
    DataSet source = image(sopClass, 1, 0, 8, 1);
    assertThat(pixels(treated(source, Policy.basic()))).isEqualTo(pixels(source));
    for (String photometric : List.of("PALETTE COLOR", "Palette Color", "ARGB")) {
      source.put(Tag.PhotometricInterpretation, VR.CS, photometric);
      refused(DicomFaultCode.BURNED_IN_ANNOTATION, () -> treated(source, Policy.basic()));
    }
    source.put(Tag.PhotometricInterpretation, VR.CS, "monochrome1");
    assertThat(pixels(treated(source, Policy.basic()))).isEqualTo(pixels(source));
  }

  @ParameterizedTest
  @CsvSource({
    "SCREEN SAVE",
    "SCREENSAVE",
    "Screen_Save",
    "SCREENSHOT",
    "SCREEN CAPTURE",
    "DOSE INFO",
    "SNAPSHOT"
  })
  void screensAreHeldInEveryClassHoweverTheyAreWritten(String type) {
    for (String sopClass : List.of("2", "4", "128", "1", "66.4", "77.1.6", "6.1", "6.2")) {
      DataSet source =
          image(sopClass, 1, 0, 8, 1)
              .put(Tag.BurnedInAnnotation, VR.CS, "NO")
              .put(Tag.ImageType, VR.CS, "DERIVED", "PRIMARY", type);
      refused(DicomFaultCode.BURNED_IN_ANNOTATION, () -> treated(source, CLEANING));
    }
  }

  @Test
  void secondaryCaptureIsNoImageOfAnotherClass() {
    for (String sopClass : List.of("2", "4", "128", "1", "66.4", "77.1.6", "6.2")) {
      DataSet converted = image(sopClass, 1, 0, 8, 1).put(Tag.ConversionType, VR.CS, "WSD");
      refused(DicomFaultCode.BURNED_IN_ANNOTATION, () -> treated(converted, Policy.basic()));
      DataSet captured =
          image(sopClass, 1, 0, 8, 1)
              .put(Tag.SecondaryCaptureDeviceManufacturer, VR.LO, "Screenmaker");
      refused(DicomFaultCode.BURNED_IN_ANNOTATION, () -> treated(captured, Policy.basic()));
      // Empty ones say nothing.
      DataSet empty = image(sopClass, 1, 0, 8, 1).put(Tag.ConversionType, VR.CS, "");
      assertThat(pixels(treated(empty, Policy.basic()))).isEqualTo(pixels(empty));
      DataSet frames =
          image(sopClass, 1, 0, 8, 1)
              .putItems(
                  Tag.SharedFunctionalGroupsSequence,
                  new DataSet()
                      .putItems(
                          Tag.CTImageFrameTypeSequence,
                          new DataSet().put(Tag.FrameType, VR.CS, "Derived", "Secondary")));
      refused(DicomFaultCode.BURNED_IN_ANNOTATION, () -> treated(frames, Policy.basic()));
    }
  }

  @Test
  void derivedSecondaryTomographyNeedsTheDenialOfItsMaker() {
    DataSet source = image("2", 1, 0, 8, 1).put(Tag.ImageType, VR.CS, "DERIVED", "SECONDARY");
    refused(DicomFaultCode.BURNED_IN_ANNOTATION, () -> treated(source, Policy.basic()));
    source.put(Tag.BurnedInAnnotation, VR.CS, "NO");
    assertThat(pixels(treated(source, Policy.basic()))).isEqualTo(pixels(source));
    DataSet colour = image("2", 3, 0, 8, 1);
    refused(DicomFaultCode.BURNED_IN_ANNOTATION, () -> treated(colour, Policy.basic()));
  }

  @Test
  void overlaysGoUnlessTheyMarkARegionAndGraphicsAreCleaned() {
    DataSet source = image("2", 1, 0, 8, 1);
    overlay(source, 0x6000, "G");
    overlay(source, 0x6002, "R");
    DataSet basic = treated(source, Policy.basic());
    assertThat(basic.contains(0x60003000)).isFalse();
    assertThat(basic.contains(0x60023000)).isFalse();
    assertThat(basic.contains(0x60000010)).isFalse();
    DataSet cleaned = treated(source, Policy.basic().with(Option.CLEAN_GRAPHICS));
    assertThat(cleaned.contains(0x60003000)).isFalse();
    assertThat(cleaned.contains(0x60023000)).isTrue();
    assertThat(cleaned.contains(0x60020010)).isTrue();
    assertThat(cleaned.contains(0x60024000)).isFalse();
  }

  @Test
  void overlayThatSpellsTheNameGoes() {
    DataSet source = image("2", 1, 0, 8, 1);
    source.put(Tag.PatientName, VR.PN, "Luxemburg^Anna");
    overlay(source, 0x6000, "R");
    source.put(0x60000010, VR.US, 10);
    source.putBytes(0x60003000, VR.OW, "LUXEMBURG ".getBytes(StandardCharsets.US_ASCII));
    DataSet cleaned = treated(source, Policy.basic().with(Option.CLEAN_GRAPHICS));
    assertThat(cleaned.contains(0x60003000)).isFalse();
    assertThat(cleaned.contains(0x60000010)).isFalse();
  }

  private static void overlay(DataSet set, int group, String type) {
    set.put(group << 16 | 0x0010, VR.US, 6)
        .put(group << 16 | 0x0011, VR.US, 8)
        .put(group << 16 | 0x0040, VR.CS, type)
        .put(group << 16 | 0x0102, VR.US, 0)
        .put(group << 16 | 0x4000, VR.LT, "Meier")
        .putBytes(group << 16 | 0x3000, VR.OW, new byte[6]);
  }

  @Test
  void overlaysInUnusedBitsAndIconsDoNotPass() {
    DataSet embedded = image("2", 1, 0, 16, 1).put(0x60000102, VR.US, 12).put(0x60000010, VR.US, 6);
    refused(DicomFaultCode.PIXELS_NOT_CLEANABLE, () -> treated(embedded, CLEANING));
    DataSet icon = image("2", 1, 0, 8, 1).putItems(Tag.IconImageSequence, image("2", 1, 0, 8, 1));
    assertThat(treated(icon, CLEANING).contains(Tag.IconImageSequence)).isFalse();
  }

  /** 300 rows of 301: more than are read at once, and no whole number of eight bytes. */
  private static DataSet samples(int allocated, int stored, int high, boolean signed, long[] some) {
    byte[] pixels = new byte[300 * 301 * allocated / 8];
    for (int i = 0; i < some.length; i++) {
      int at = pixels.length - (i + 1) * allocated / 8;
      for (int b = 0; b < allocated / 8; b++) {
        pixels[at + b] = (byte) (some[i] >>> (8 * b));
      }
    }
    return image("2", 1, 0, allocated, 1)
        .put(Tag.Rows, VR.US, 300)
        .put(Tag.Columns, VR.US, 301)
        .put(Tag.BitsStored, VR.US, stored)
        .put(Tag.HighBit, VR.US, high)
        .put(Tag.PixelRepresentation, VR.US, signed ? 1 : 0)
        .putBytes(Tag.PixelData, allocated == 8 ? VR.OB : VR.OW, pixels);
  }

  @ParameterizedTest
  @CsvSource({
    // unsigned: all above and below the value is clear
    "16, 12, 11, false, 0x0FFF, 0x0001, true",
    "16, 12, 11, false, 0x1000, 0x0001, false",
    "16, 12, 11, false, 0xF001, 0x0001, false",
    "16, 12, 15, false, 0xFFF0, 0x0010, true",
    "16, 12, 15, false, 0xFFF1, 0x0010, false",
    "8, 7, 6, false, 0x7F, 0x01, true",
    "8, 7, 6, false, 0x80, 0x01, false",
    "32, 24, 23, false, 0x00FFFFFF, 1, true",
    "32, 24, 23, false, 0x01000000, 1, false",
    "64, 52, 51, false, 0x000FFFFFFFFFFFFF, 1, true",
    "64, 52, 51, false, 0x0010000000000000, 1, false",
    // signed: clear, or the sign of every value
    "16, 12, 11, true, 0x0800, 0x0001, true",
    "16, 12, 11, true, 0xF800, 0x0001, true",
    "16, 12, 11, true, 0x7800, 0x0001, false",
    "16, 12, 11, true, 0xF7FF, 0x0001, false",
    "16, 15, 14, true, 0xC000, 0x4001, false",
    "16, 12, 15, true, 0x8000, 0x0010, true",
    "16, 12, 15, true, 0x8008, 0x0010, false",
    // every bit is the image's
    "16, 16, 15, false, 0xFFFF, 0x0001, true",
    "32, 32, 31, true, 0x8FFFFFFF, 1, true",
    // nobody says which bits are
    "16, 12, 3, false, 0, 0, false",
    "16, 0, 11, false, 0, 0, false"
  })
  void textInBitsThatNoViewerShowsDoesNotPass(
      int allocated,
      int stored,
      int high,
      boolean signed,
      String first,
      String second,
      boolean passes) {
    long[] some = {Long.decode(first), Long.decode(second)};
    DataSet source = samples(allocated, stored, high, signed, some);
    if (passes) {
      DataSet out = treated(source, Policy.basic());
      assertThat(pixels(out)).isEqualTo(pixels(source));
    } else {
      refused(DicomFaultCode.PIXELS_NOT_CLEANABLE, () -> treated(source, Policy.basic()));
    }
    if (stored == 0 || high < stored - 1) {
      refused(DicomFaultCode.PIXELS_NOT_CLEANABLE, () -> treated(source, CLEANING));
      return;
    }
    // Who has looked has not seen them: they are cleared, and every value stays.
    for (Policy policy : List.of(Policy.basic().withPixelsReviewed(true), CLEANING)) {
      DeidentifiedDataSet cleared = Deidentifier.with(policy, KEYS).deidentify(source);
      byte[] after = pixels(cleared.dataSet());
      assertThat(after.length).isEqualTo(pixels(source).length);
      long mask = (stored == 64 ? -1L : (1L << stored) - 1) << (high - stored + 1);
      for (int i = 0; i < some.length; i++) {
        long before = some[i] & mask;
        boolean negative = signed && (before >>> high & 1) == 1;
        long expected = negative ? before | -1L << high : before;
        assertThat(word(after, after.length - (i + 1) * allocated / 8, allocated / 8))
            .isEqualTo(passes ? some[i] : expected & (-1L >>> (64 - allocated)));
      }
      assertThat(cleared.report().text().contains("bits beyond Bits Stored cleared"))
          .isEqualTo(!passes);
    }
  }

  private static long word(byte[] bytes, int at, int width) {
    long word = 0;
    for (int b = width - 1; b >= 0; b--) {
      word = word << 8 | (bytes[at + b] & 0xFF);
    }
    return word;
  }

  @Test
  void declaredOverlaysInUnusedBitsAreClearedUnderCleanPixelData() throws java.io.IOException {
    DataSet source =
        samples(16, 12, 11, false, new long[] {0x1FFF, 0x1001})
            .put(0x60000102, VR.US, 12)
            .put(0x60000100, VR.US, 16);
    refused(DicomFaultCode.PIXELS_NOT_CLEANABLE, () -> treated(source, Policy.basic()));
    DeidentifiedDataSet result = Deidentifier.with(CLEANING, KEYS).deidentify(source);
    byte[] after = pixels(result.dataSet());
    for (int i = 1; i < after.length; i += 2) {
      assertThat(after[i] & 0xF0).isZero();
    }
    assertThat(word(after, after.length - 2, 2)).isEqualTo(0x0FFF);
    assertThat(result.dataSet().contains(0x60000102)).isFalse();
    assertThat(result.report().consequences()).contains(Consequence.NO_OVERLAY);
    // Read byte by byte as well as in parts.
    try (java.io.InputStream in = result.dataSet().bulk(Tag.PixelData).orElseThrow().open()) {
      for (byte b : after) {
        assertThat(in.read()).isEqualTo(b & 0xFF);
      }
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void aLayoutThatDoesNotFitIsNotGuessed() {
    DataSet source = image("7", 1, 0, 8, 2).put(Tag.NumberOfFrames, VR.IS, 3);
    List<PixelRule> rules = PixelRule.parse(List.of("own\t~7\t*\t*\t*\t*\t*\t*\t*\tblank:1,0,1,1"));
    refused(
        DicomFaultCode.PIXELS_NOT_CLEANABLE, () -> treated(source, CLEANING.withPixelRules(rules)));
  }

  @ParameterizedTest
  @CsvSource({
    "20, 3, ORIGINAL+PRIMARY, -, false",
    "2.1, 1, DERIVED+SECONDARY, -, false",
    "2.1, 1, DERIVED+SECONDARY, NO, true",
    "4.3, 1, DERIVED+SECONDARY, -, false",
    "4.3, 3, ORIGINAL+PRIMARY, -, false",
    "4.3, 3, ORIGINAL+PRIMARY, NO, true",
    "130, 1, ORIGINAL+SECONDARY, -, false",
    "2, 1, ORIGINAL+SECONDARY, -, false",
    "1, 1, ORIGINAL+SECONDARY, -, false",
    "12.1, 1, ORIGINAL+SECONDARY, -, false",
    "20, 1, ORIGINAL+SECONDARY, -, false",
    "30, 1, DERIVED+SECONDARY, -, false",
    "66.4, 3, DERIVED+PRIMARY, NO, false",
    "481.2, 3, DERIVED, -, false",
    "481.2, 1, DERIVED, -, true",
    "481.1, 1, DERIVED+PRIMARY+DRR, -, false",
    "481.1, 3, DERIVED+SECONDARY+DRR, NO, false",
    "481.1, 1, DERIVED+SECONDARY+DRR, NO, true",
    "20, 1, ORIGINAL+PRIMARY, -, true",
  })
  void colourSecondaryAndTreatmentImagesAreSuspiciousInEveryClass(
      String sopClass, int samples, String type, String burnedIn, boolean passes) {
    DataSet source =
        image(sopClass, samples, 0, 8, 1).put(Tag.ImageType, VR.CS, type.split("\\+", -1));
    if (!burnedIn.equals("-")) {
      source.put(Tag.BurnedInAnnotation, VR.CS, burnedIn);
    }
    if (passes) {
      assertThat(pixels(treated(source, Policy.basic()))).isEqualTo(pixels(source));
    } else {
      refused(DicomFaultCode.BURNED_IN_ANNOTATION, () -> treated(source, Policy.basic()));
    }
  }

  @Test
  void nothingLiesBehindTheLastPixel() {
    DataSet text = image("2", 1, 0, 8, 1).putBytes(Tag.PixelData, VR.OB, new byte[64]);
    DataSet bare = new DataSet().put(Tag.SOPClassUID, VR.UI, STORAGE + "2");
    bare.put(Tag.PatientID, VR.LO, "4711").putBytes(Tag.PixelData, VR.OB, new byte[64]);
    for (DataSet set : List.of(text, bare)) {
      refused(DicomFaultCode.PIXELS_NOT_CLEANABLE, () -> treated(set, Policy.basic()));
      refused(
          DicomFaultCode.PIXELS_NOT_CLEANABLE,
          () -> treated(set, CLEANING.withPixelsReviewed(true)));
    }
    DataSet mask = image("66.4", 1, 0, 8, 1).put(Tag.BitsAllocated, VR.US, 1);
    mask.putBytes(Tag.PixelData, VR.OB, new byte[6]);
    assertThat(pixels(treated(mask, Policy.basic()))).hasSize(6);
    mask.putBytes(Tag.PixelData, VR.OB, new byte[48]);
    refused(DicomFaultCode.PIXELS_NOT_CLEANABLE, () -> treated(mask, Policy.basic()));
  }
}
