package org.therafed.dicom.deidentify;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Value;

/**
 * What an object states of its pixels, as rules of burned-in annotation ask for it. Devices write
 * coded strings in small letters, with spaces and with signs: what is stated is read so, and a
 * statement that is not recognised as a denial denies nothing.
 *
 * @param burnedIn {@code NO} where annotation is denied, {@code YES} where anything else is stated,
 *     {@code -} where nothing is
 * @param imageType Image Type (0008,0008) and the Frame Types (0008,9007) of all frames, folded;
 *     {@link #CONVERTED} and {@link #CAPTURED} where they hold
 * @param samples Samples per Pixel (0028,0002); {@code 3} for a palette, too, as it is colour
 */
record PixelTraits(String burnedIn, Set<String> imageType, String samples) {
  /** Conversion Type (0008,0064) is stated, which only secondary capture has, PS3.3 C.8.6.1. */
  static final String CONVERTED = "@CONVERTED";

  /** A device of secondary capture is named. */
  static final String CAPTURED = "@CAPTURED";

  private static final Pattern NO_TERM = Pattern.compile("[^\\p{L}\\p{N}@]+");

  private static final Set<String> GREY = Set.of("MONOCHROME1", "MONOCHROME2");

  private static final List<Integer> CAPTURE =
      List.of(
          Tag.SecondaryCaptureDeviceID,
          Tag.SecondaryCaptureDeviceManufacturer,
          Tag.SecondaryCaptureDeviceManufacturerModelName,
          Tag.SecondaryCaptureDeviceSoftwareVersions,
          Tag.DateOfSecondaryCapture,
          Tag.TimeOfSecondaryCapture);

  PixelTraits {
    imageType = Set.copyOf(imageType);
  }

  static PixelTraits of(DataSet set) {
    return new PixelTraits(burnedIn(set), imageType(set), samples(set));
  }

  /** A coded string in capital letters, without spaces and signs. */
  static String folded(String value) {
    return NO_TERM.matcher(value.toUpperCase(Locale.ROOT)).replaceAll("");
  }

  private static String burnedIn(DataSet set) {
    if (!isFilled(set, Tag.BurnedInAnnotation)) {
      return "-";
    }
    List<String> values = set.strings(Tag.BurnedInAnnotation);
    boolean denied = values.size() == 1 && folded(values.get(0)).equals("NO");
    return denied ? "NO" : "YES";
  }

  private static boolean isFilled(DataSet set, int tag) {
    return set.element(tag)
        .filter(element -> !element.isEmpty())
        .filter(element -> !isBlank(set, element))
        .isPresent();
  }

  private static boolean isBlank(DataSet set, Element element) {
    return element.vr().isText()
        && set.strings(element.tag()).stream().allMatch(value -> value.isBlank());
  }

  private static Set<String> imageType(DataSet set) {
    Set<String> types = new HashSet<>();
    set.strings(Tag.ImageType).forEach(value -> types.add(folded(value)));
    for (int groups :
        new int[] {Tag.SharedFunctionalGroupsSequence, Tag.PerFrameFunctionalGroupsSequence}) {
      for (DataSet frame : set.items(groups)) {
        frameTypes(frame, types);
      }
    }
    if (isFilled(set, Tag.ConversionType)) {
      types.add(CONVERTED);
    }
    if (CAPTURE.stream().anyMatch(tag -> isFilled(set, tag))) {
      types.add(CAPTURED);
    }
    return types;
  }

  private static void frameTypes(DataSet frame, Set<String> types) {
    for (Element group : frame) {
      if (group.value() instanceof Value.Items items) {
        for (DataSet item : items.items()) {
          item.strings(Tag.FrameType).forEach(value -> types.add(folded(value)));
        }
      }
    }
  }

  private static String samples(DataSet set) {
    String samples = set.string(Tag.SamplesPerPixel).orElse("1").strip();
    String photometric = folded(set.string(Tag.PhotometricInterpretation).orElse("MONOCHROME2"));
    return samples.equals("1") && GREY.contains(photometric) ? "1" : "3";
  }
}
