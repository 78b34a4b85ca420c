package org.therafed.dicom.deidentify;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/** Compares what an object could be used for before and after. */
final class Consequences {
  private static final Set<String> VOLUMES = Set.of("CT", "MR", "PT");
  private static final List<String> WITH_HEAD = List.of("HEAD", "BRAIN", "SKULL", "WHOLEBODY");

  private final DataSet before;
  private final DataSet after;

  private Consequences(DataSet before, DataSet after) {
    this.before = before;
    this.after = after;
  }

  static Set<Consequence> find(DataSet before, DataSet after, Policy policy) {
    return new Consequences(before, after).find(policy);
  }

  private Set<Consequence> find(Policy policy) {
    Set<Consequence> found = EnumSet.noneOf(Consequence.class);
    String modality = before.string(Tag.Modality).orElse("");
    if (modality.equals("PT") || modality.equals("NM")) {
      nuclear(found);
    }
    boolean noDates =
        !policy.has(Option.RETAIN_FULL_DATES) && !policy.has(Option.RETAIN_MODIFIED_DATES);
    add(found, Consequence.NO_TEMPORAL_ORDER, noDates && filled(before, Tag.StudyDate));
    add(
        found,
        Consequence.NO_REPORT_CONTENT,
        !before.items(Tag.ContentSequence).isEmpty()
            && !policy.has(Option.CLEAN_STRUCTURED_CONTENT));
    add(found, Consequence.NO_DOCUMENT, before.contains(Tag.EncapsulatedDocument));
    add(found, Consequence.NAMES_OF_STRUCTURES_LOST, namesLost());
    add(
        found,
        Consequence.NO_OVERLAY,
        overlays(before) > overlays(after)
            || (before.contains(Tag.GraphicAnnotationSequence)
                && !policy.has(Option.CLEAN_GRAPHICS)));
    add(
        found,
        Consequence.WAVEFORM_ANNOTATIONS_LOST,
        !before.items(Tag.WaveformAnnotationSequence).isEmpty()
            && !policy.has(Option.CLEAN_STRUCTURED_CONTENT));
    add(found, Consequence.RECOGNIZABLE_FACE, VOLUMES.contains(modality) && mayShowFace());
    add(found, Consequence.PATIENT_WITHOUT_ISSUER, Patients.withoutIssuer(before, policy));
    return found;
  }

  private void nuclear(Set<Consequence> found) {
    add(found, Consequence.NO_SUV_BY_WEIGHT, lost(Tag.PatientWeight));
    add(found, Consequence.NO_SUV_BY_SIZE, lost(Tag.PatientSize) || lost(Tag.PatientSex));
    boolean times =
        lost(Tag.SeriesTime)
            || lost(Tag.AcquisitionTime)
            || lost(Tag.SeriesDate)
            || injectionLost(Tag.RadiopharmaceuticalStartTime)
            || injectionLost(Tag.RadiopharmaceuticalStartDateTime);
    add(found, Consequence.NO_DECAY_CORRECTION, times);
    boolean factors =
        lostPrivate("Philips PET Private Group", 0x7053, 0x00)
            || lostPrivate("Philips PET Private Group", 0x7053, 0x09)
            || lostPrivate("GEMS_PETD_01", 0x0009, 0x0D);
    add(found, Consequence.NO_PRIVATE_SUV_FACTOR, factors);
  }

  private boolean injectionLost(int tag) {
    int sequence = Tag.RadiopharmaceuticalInformationSequence;
    boolean was = before.items(sequence).stream().anyMatch(item -> filled(item, tag));
    return was && after.items(sequence).stream().noneMatch(item -> filled(item, tag));
  }

  private boolean lostPrivate(String creator, int group, int element) {
    OptionalInt was = before.privateTag(creator, group, element);
    boolean there = was.isPresent() && before.contains(was.getAsInt());
    OptionalInt is = after.privateTag(creator, group, element);
    return there && !(is.isPresent() && after.contains(is.getAsInt()));
  }

  private boolean namesLost() {
    return changed(Tag.StructureSetROISequence, Tag.ROIName)
        || changed(Tag.SegmentSequence, Tag.SegmentLabel);
  }

  private boolean changed(int sequence, int tag) {
    List<DataSet> were = before.items(sequence);
    List<DataSet> are = after.items(sequence);
    for (int i = 0; i < were.size(); i++) {
      if (i >= are.size() || !were.get(i).strings(tag).equals(are.get(i).strings(tag))) {
        return true;
      }
    }
    return false;
  }

  private boolean mayShowFace() {
    String part = before.string(Tag.BodyPartExamined).orElse("");
    return part.isEmpty() || WITH_HEAD.stream().anyMatch(part.replace(" ", "")::contains);
  }

  private static int overlays(DataSet set) {
    int count = 0;
    for (int group = 0x6000; group <= 0x601E; group += 2) {
      // With a bit position and no data of its own it lies in the pixels.
      boolean overlay =
          set.contains(group << 16 | 0x3000) || set.integer(group << 16 | 0x0102).orElse(0) > 0;
      count += overlay ? 1 : 0;
    }
    return count;
  }

  private boolean lost(int tag) {
    return filled(before, tag) && !filled(after, tag);
  }

  /** A dummy date or time is none. */
  private static boolean filled(DataSet set, int tag) {
    return set.element(tag).map(element -> !element.isEmpty()).orElse(false)
        && !set.string(tag).orElse("").startsWith("19000101")
        && !set.string(tag).orElse("").equals("000000");
  }

  private static void add(Set<Consequence> found, Consequence consequence, boolean applies) {
    if (applies) {
      found.add(consequence);
    }
  }
}
