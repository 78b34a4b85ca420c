package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.deidentify.PixelRule.Verdict;
import org.therafed.dicom.io.TransferSyntax;

/** Decides whether pixels may leave, by the rules of burned-in annotation. Undecided means no. */
final class PixelGuard {
  private static final List<Integer> PIXELS =
      List.of(Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData);

  private static final List<PixelRule> SHIPPED =
      PixelRule.parse(TableFiles.lines("pixel-rules.tsv"));

  /**
   * What was decided.
   *
   * @param rule its name
   * @param changed the pixel data with blanked regions, or without what else their segments said;
   *     empty where they stay as they are
   * @param treatment what was done to them
   * @param free whether the pixels are now stated to be free of annotation
   */
  record Decision(String rule, Optional<Value> changed, Treatment treatment, boolean free) {
    private static Decision kept(String rule, boolean free) {
      return new Decision(rule, Optional.empty(), Treatment.KEPT, free);
    }

    private static Decision passed(String rule, Optional<BulkData> cleared, boolean free) {
      return cleared
          .map(
              data ->
                  new Decision(rule, Optional.of(new Value.Bulk(data)), Treatment.CLEANED, free))
          .orElseGet(() -> kept(rule, free));
    }

    /** The same with other fragments. */
    Decision cleaned(Value fragments) {
      return new Decision(rule, Optional.of(fragments), Treatment.CLEANED, free);
    }
  }

  private PixelGuard() {}

  /**
   * The decision for an object.
   *
   * @throws DicomFault {@code BURNED_IN_ANNOTATION} or {@code PIXELS_NOT_CLEANABLE}
   */
  static Decision decide(DataSet set, Policy policy) {
    boolean pixels =
        set.contains(Tag.PixelData)
            || set.contains(Tag.FloatPixelData)
            || set.contains(Tag.DoubleFloatPixelData)
            || set.contains(Tag.PixelDataProviderURL);
    if (!pixels) {
      return Decision.kept("", false);
    }
    fitting(set);
    Optional<BulkData> cleared = withoutUnusedBits(set, policy);
    PixelRule rule = rule(set, policy);
    if (rule.verdict() == Verdict.CLEAN) {
      return Decision.passed(rule.name(), cleared, false);
    }
    if (policy.pixelsReviewed()) {
      return Decision.passed(rule.name() + ", reviewed", cleared, true);
    }
    if (rule.verdict() == Verdict.SUSPICIOUS || !policy.has(Option.CLEAN_PIXEL_DATA)) {
      throw DicomFault.of(
          DicomFaultCode.BURNED_IN_ANNOTATION,
          "rule "
              + rule.name()
              + " holds the object; a person's review, or Clean Pixel Data with a rule of regions"
              + " needed");
    }
    return new Decision(
        rule.name(), Optional.of(blanked(set, rule, cleared)), Treatment.BLANKED, true);
  }

  /**
   * Refuses fragments where the transfer syntax has none: no viewer shows what is in them.
   *
   * @throws DicomFault {@code PIXELS_NOT_CLEANABLE}
   */
  static void refuseHidden(DataSet set, TransferSyntax syntax) {
    boolean hidden =
        !syntax.encapsulated()
            && PIXELS.stream()
                .flatMap(tag -> set.element(tag).stream())
                .anyMatch(element -> element.value() instanceof Value.Fragments);
    if (hidden) {
      throw uncleanable("they are fragments although the transfer syntax is not encapsulated");
    }
  }

  /** Nobody sees what lies behind the last pixel, not even who looks at the image. */
  private static void fitting(DataSet set) {
    for (int tag : PIXELS) {
      boolean compressed =
          set.element(tag).map(element -> element.value() instanceof Value.Fragments).orElse(false);
      boolean fits =
          !set.contains(tag)
              || compressed
              || set.bulk(tag).map(data -> PixelLayout.fits(set, data.length())).orElse(false);
      if (!fits) {
        throw uncleanable(
            "their length is not what rows, columns, frames and bits make; more or less than an"
                + " image is in them");
      }
    }
  }

  /**
   * Native pixels without what their samples hold besides the image: an overlay lies there even
   * where the group that declared it was dropped on the way. Empty where they hold nothing. No
   * viewer shows it, so that a person who has looked has not seen it: it is cleared then, and under
   * Clean Pixel Data.
   */
  private static Optional<BulkData> withoutUnusedBits(DataSet set, Policy policy) {
    boolean compressed =
        set.element(Tag.PixelData)
            .filter(element -> element.value() instanceof Value.Fragments)
            .isPresent();
    Optional<UnusedBits> bits =
        compressed || !set.contains(Tag.PixelData) ? Optional.empty() : UnusedBits.of(set);
    Optional<BulkData> data = bits.flatMap(unused -> set.bulk(Tag.PixelData));
    if (data.isEmpty()) {
      return Optional.empty();
    }
    if (!policy.pixelsReviewed() && !policy.has(Option.CLEAN_PIXEL_DATA)) {
      bits.get().refuse(data.get());
      return Optional.empty();
    }
    return data.filter(bits.get()::sayMoreIn).map(bits.get()::cleared);
  }

  private static PixelRule rule(DataSet set, Policy policy) {
    List<PixelRule> rules = new ArrayList<>(policy.pixelRules());
    rules.addAll(SHIPPED);
    PixelTraits traits = PixelTraits.of(set);
    return rules.stream()
        .filter(rule -> matches(rule, set, traits))
        .findFirst()
        .orElseThrow(
            () ->
                DicomFault.of(DicomFaultCode.BURNED_IN_ANNOTATION, "no rule decides; none passes"));
  }

  private static boolean matches(PixelRule rule, DataSet set, PixelTraits traits) {
    return (rule.sopClasses().isEmpty()
            || rule.sopClasses().contains(set.string(Tag.SOPClassUID).orElse("")))
        && PixelRule.matches(rule.burnedIn(), traits.burnedIn())
        && traits.imageType().containsAll(rule.imageType())
        && PixelRule.matches(rule.samples(), traits.samples())
        && rule.manufacturer().matcher(set.string(Tag.Manufacturer).orElse("")).matches()
        && rule.model().matcher(set.string(Tag.ManufacturerModelName).orElse("")).matches()
        && PixelRule.matches(rule.rows(), set.string(Tag.Rows).orElse(""))
        && PixelRule.matches(rule.columns(), set.string(Tag.Columns).orElse(""));
  }

  private static Value blanked(DataSet set, PixelRule rule, Optional<BulkData> cleared) {
    Element element = set.element(Tag.PixelData).orElseThrow(() -> uncleanable("no native pixels"));
    if (element.value() instanceof Value.Fragments) {
      throw uncleanable("they are compressed; decompress first or leave the object out");
    }
    BulkData data =
        cleared
            .or(() -> set.bulk(Tag.PixelData))
            .orElseThrow(() -> uncleanable("no native pixels"));
    PixelLayout layout =
        PixelLayout.of(set, data.length())
            .orElseThrow(() -> uncleanable("their layout is none that regions can be found in"));
    if (rule.verdict() == Verdict.BLANK_REGIONS) {
      return new Value.Bulk(new BlankedPixels(data, layout, rule.regions(), true));
    }
    List<PixelRegion> regions = ultrasoundRegions(set);
    if (regions.isEmpty()) {
      throw uncleanable("Sequence of Ultrasound Regions (0018,6011) names no region");
    }
    return new Value.Bulk(new BlankedPixels(data, layout, regions, false));
  }

  private static List<PixelRegion> ultrasoundRegions(DataSet set) {
    List<PixelRegion> regions = new ArrayList<>();
    for (DataSet item : set.items(Tag.SequenceOfUltrasoundRegions)) {
      OptionalInt x0 = item.integer(Tag.RegionLocationMinX0);
      OptionalInt y0 = item.integer(Tag.RegionLocationMinY0);
      OptionalInt x1 = item.integer(Tag.RegionLocationMaxX1);
      OptionalInt y1 = item.integer(Tag.RegionLocationMaxY1);
      boolean legible = x0.isPresent() && y0.isPresent() && x1.isPresent() && y1.isPresent();
      if (!legible
          || x0.getAsInt() < 0
          || y0.getAsInt() < 0
          || x1.getAsInt() < x0.getAsInt()
          || y1.getAsInt() < y0.getAsInt()) {
        throw uncleanable("a region of Sequence of Ultrasound Regions (0018,6011) is illegible");
      }
      regions.add(
          new PixelRegion(
              x0.getAsInt(),
              y0.getAsInt(),
              x1.getAsInt() - x0.getAsInt() + 1,
              y1.getAsInt() - y0.getAsInt() + 1));
    }
    return regions;
  }

  private static DicomFault uncleanable(String why) {
    return DicomFault.of(DicomFaultCode.PIXELS_NOT_CLEANABLE, why);
  }
}
