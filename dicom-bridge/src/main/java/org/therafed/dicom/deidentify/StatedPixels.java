package org.therafed.dicom.deidentify;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/**
 * What an object states of its pixels, as the rules of burned-in annotation compare it.
 *
 * @param annotation {@code NO}, {@code -} where nothing is stated, else {@code YES}: what is no
 *     denial warns
 * @param imageType the values of Image Type as {@link #terms}; SECONDARY among them where a
 *     conversion is stated, which only secondary captures have
 * @param samples Samples per Pixel, 3 for a palette, which shows colours, too; segmentations have
 *     one to tell their labels apart
 */
record StatedPixels(String annotation, Set<String> imageType, String samples) {
  private static final String SEGMENTATIONS = "1.2.840.10008.5.1.4.1.1.66.";

  static StatedPixels of(DataSet set) {
    return new StatedPixels(annotationOf(set), imageTypeOf(set), samplesOf(set));
  }

  private static String annotationOf(DataSet set) {
    List<String> stated = terms(set, Tag.BurnedInAnnotation);
    if (stated.isEmpty()) {
      return "-";
    }
    return stated.stream().allMatch("NO"::equals) ? "NO" : "YES";
  }

  private static Set<String> imageTypeOf(DataSet set) {
    Set<String> terms = new HashSet<>(terms(set, Tag.ImageType));
    if (!terms(set, Tag.ConversionType).isEmpty()) {
      terms.add("SECONDARY");
    }
    return terms;
  }

  private static String samplesOf(DataSet set) {
    boolean palette =
        terms(set, Tag.PhotometricInterpretation).contains("PALETTECOLOR")
            && !set.string(Tag.SOPClassUID).orElse("").startsWith(SEGMENTATIONS);
    return palette ? "3" : set.string(Tag.SamplesPerPixel).orElse("1");
  }

  private static List<String> terms(DataSet set, int tag) {
    return set.strings(tag).stream().map(StatedPixels::term).filter(t -> !t.isEmpty()).toList();
  }

  /** In capitals, without spaces and lines between words: SCREEN SAVE, Screen_Save, SCREENSAVE. */
  static Set<String> terms(Collection<String> values) {
    Set<String> terms = new HashSet<>();
    values.forEach(value -> terms.add(term(value)));
    return terms;
  }

  private static String term(String value) {
    return value.replaceAll("[\\s_-]+", "").toUpperCase(Locale.ROOT);
  }
}
