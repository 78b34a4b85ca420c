package org.therafed.dicom.quantity;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;

/** The images of one PET series, and what all of them say alike (PS3.3 C.8.9.1). */
final class PetSeries {
  private static final String PET = "1.2.840.10008.5.1.4.1.1.128";
  private static final Set<String> ENHANCED =
      Set.of("1.2.840.10008.5.1.4.1.1.130", "1.2.840.10008.5.1.4.1.1.128.1");
  private static final String PHILIPS = "Philips PET Private Group";
  private static final int PHILIPS_GROUP = 0x7053;

  /** Values of a series that a factor rests on; images that differ have no common factor. */
  private static final List<Integer> COMMON =
      List.of(
          Tag.Units,
          Tag.SUVType,
          Tag.DecayCorrection,
          Tag.PatientWeight,
          Tag.PatientSize,
          Tag.PatientSex,
          Tag.SeriesDate,
          Tag.SeriesTime);

  private static final List<Integer> COMMON_OF_INJECTION =
      List.of(
          Tag.RadionuclideTotalDose,
          Tag.RadionuclideHalfLife,
          Tag.RadiopharmaceuticalStartTime,
          Tag.RadiopharmaceuticalStartDateTime);

  private final List<DataSet> images;

  private PetSeries(List<DataSet> images) {
    this.images = images;
  }

  static PetSeries of(List<DataSet> images) {
    if (images.isEmpty()) {
      throw SuvRefusal.NO_IMAGES.because("no image; the headers of one series needed");
    }
    PetSeries series = new PetSeries(List.copyOf(images));
    images.forEach(PetSeries::checkClass);
    if (series.values(image -> image.string(Tag.SeriesInstanceUID)).size() > 1) {
      throw SuvRefusal.NOT_ONE_SERIES.because("the images are of several series");
    }
    COMMON.forEach(tag -> series.checkAgree(tag, image -> image.string(tag)));
    COMMON_OF_INJECTION.forEach(
        tag ->
            series.checkAgree(
                tag,
                image ->
                    image
                        .item(Tag.RadiopharmaceuticalInformationSequence)
                        .flatMap(item -> item.string(tag))));
    return series;
  }

  private static void checkClass(DataSet image) {
    String sopClass = image.string(Tag.SOPClassUID).orElse("");
    if (ENHANCED.contains(sopClass)) {
      throw SuvRefusal.ENHANCED_PET.because(
          "enhanced PET holds decay and rescaling per frame; ask for the single-frame series");
    }
    if (!sopClass.equals(PET)) {
      throw SuvRefusal.NOT_PET.because(
          "SOP Class UID (0008,0016) is not PET Image Storage; NM states activity in MBq and has"
              + " no SUV of its own");
    }
  }

  private <T> Set<T> values(Function<DataSet, T> reading) {
    Set<T> values = new HashSet<>();
    images.forEach(image -> values.add(reading.apply(image)));
    return values;
  }

  private void checkAgree(int tag, Function<DataSet, Optional<String>> reading) {
    if (values(reading).size() > 1) {
      throw SuvRefusal.IMAGES_DISAGREE.because(
          DicomFault.tagText(tag) + " differs between the images of the series");
    }
  }

  List<DataSet> images() {
    return images;
  }

  DataSet first() {
    return images.get(0);
  }

  String units() {
    return first().string(Tag.Units).orElse("");
  }

  BodySize body() {
    return new BodySize(
        first().decimal(Tag.PatientWeight),
        first().decimal(Tag.PatientSize),
        first().string(Tag.PatientSex));
  }

  /** ATTN and DECY of Corrected Image (0028,0051), in every image. */
  void checkCorrected() {
    for (DataSet image : images) {
      List<String> corrections = image.strings(Tag.CorrectedImage);
      if (!corrections.contains("ATTN")) {
        throw SuvRefusal.NOT_ATTENUATION_CORRECTED.because(
            "Corrected Image (0028,0051) lacks ATTN; take the attenuation-corrected series");
      }
      if (!corrections.contains("DECY")) {
        throw SuvRefusal.NOT_DECAY_CORRECTED.because("Corrected Image (0028,0051) lacks DECY");
      }
    }
    if (first().string(Tag.DecayCorrection).filter("NONE"::equals).isPresent()) {
      throw SuvRefusal.NOT_DECAY_CORRECTED.because(
          "Decay Correction (0054,1102) is NONE; a factor for a whole series needs START or ADMIN");
    }
  }

  /** The only injection. */
  DataSet injection() {
    List<DataSet> items = first().items(Tag.RadiopharmaceuticalInformationSequence);
    for (DataSet image : images) {
      if (image.items(Tag.RadiopharmaceuticalInformationSequence).size() > 1) {
        throw SuvRefusal.SEVERAL_INJECTIONS.because(
            "Radiopharmaceutical Information Sequence (0054,0016) holds several items; which of"
                + " them the image shows is not told");
      }
    }
    if (items.isEmpty()) {
      throw SuvRefusal.NO_INJECTION.because(
          "Radiopharmaceutical Information Sequence (0054,0016) is absent or empty");
    }
    return items.get(0);
  }

  /** A Philips factor that is present, not zero, and the same in every image. */
  OptionalDouble philips(int element) {
    Set<OptionalDouble> factors = values(image -> philips(image, element));
    if (factors.size() > 1) {
      throw SuvRefusal.IMAGES_DISAGREE.because(
          String.format(
              Locale.ROOT, "(7053,xx%02X) differs between the images of the series", element));
    }
    OptionalDouble factor = factors.iterator().next();
    boolean usable =
        factor.isPresent() && Double.isFinite(factor.getAsDouble()) && factor.getAsDouble() > 0;
    return usable ? factor : OptionalDouble.empty();
  }

  private static OptionalDouble philips(DataSet image, int element) {
    OptionalInt tag = image.privateTag(PHILIPS, PHILIPS_GROUP, element);
    return tag.isPresent() ? image.decimal(tag.getAsInt()) : OptionalDouble.empty();
  }
}
