package org.therafed.dicom.sr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/**
 * Current Requested Procedure Evidence Sequence (0040,A375), PS3.3 C.17.2: every object that the
 * tree refers to, once, by study and series.
 */
final class SrEvidence {
  private SrEvidence() {}

  private record SeriesKey(String study, String series) {}

  static void write(ContentItem root, Collection<DataSet> evidence, DataSet document) {
    Set<String> wanted = new LinkedHashSet<>();
    root.walk()
        .map(ContentItem::value)
        .filter(ItemValue.ObjectReference.class::isInstance)
        .map(value -> ((ItemValue.ObjectReference) value).sopInstanceUid())
        .forEach(wanted::add);
    Map<SeriesKey, List<DataSet>> bySeries = new LinkedHashMap<>();
    for (DataSet header : evidence) {
      if (wanted.remove(header.string(Tag.SOPInstanceUID).orElse(""))) {
        bySeries.computeIfAbsent(key(header), key -> new ArrayList<>()).add(reference(header));
      }
    }
    if (!wanted.isEmpty()) {
      throw DicomFault.of(
          DicomFaultCode.SR_INVALID,
          wanted.size()
              + " objects are referred to whose headers were not given; PS3.3 C.17.2 wants their"
              + " study and series");
    }
    if (!bySeries.isEmpty()) {
      document.putItems(Tag.CurrentRequestedProcedureEvidenceSequence, studies(bySeries));
    }
  }

  private static SeriesKey key(DataSet header) {
    return new SeriesKey(
        header.string(Tag.StudyInstanceUID).orElse(""),
        header.string(Tag.SeriesInstanceUID).orElse(""));
  }

  private static DataSet reference(DataSet header) {
    return new DataSet()
        .put(Tag.ReferencedSOPClassUID, VR.UI, header.string(Tag.SOPClassUID).orElse(""))
        .put(Tag.ReferencedSOPInstanceUID, VR.UI, header.string(Tag.SOPInstanceUID).orElse(""));
  }

  private static List<DataSet> studies(Map<SeriesKey, List<DataSet>> bySeries) {
    Map<String, List<DataSet>> byStudy = new LinkedHashMap<>();
    bySeries.forEach(
        (key, objects) ->
            byStudy
                .computeIfAbsent(key.study(), study -> new ArrayList<>())
                .add(
                    new DataSet()
                        .put(Tag.SeriesInstanceUID, VR.UI, key.series())
                        .putItems(Tag.ReferencedSOPSequence, objects)));
    List<DataSet> studies = new ArrayList<>();
    byStudy.forEach(
        (study, series) ->
            studies.add(
                new DataSet()
                    .put(Tag.StudyInstanceUID, VR.UI, study)
                    .putItems(Tag.ReferencedSeriesSequence, series)));
    return studies;
  }
}
