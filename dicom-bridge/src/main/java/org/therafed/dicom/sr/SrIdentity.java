package org.therafed.dicom.sr;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/**
 * Where a report that is written stands in its study.
 *
 * @param sopInstanceUid new, of the caller's root or 2.25
 * @param seriesInstanceUid a series of reports
 * @param contentDate text of VR DA
 * @param contentTime text of VR TM
 * @param manufacturer whose software wrote it
 */
public record SrIdentity(
    String sopInstanceUid,
    String seriesInstanceUid,
    int seriesNumber,
    int instanceNumber,
    String contentDate,
    String contentTime,
    String manufacturer) {

  void write(DataSet document) {
    document
        .put(Tag.SOPInstanceUID, VR.UI, sopInstanceUid)
        .put(Tag.SeriesInstanceUID, VR.UI, seriesInstanceUid)
        .put(Tag.SeriesNumber, VR.IS, seriesNumber)
        .put(Tag.InstanceNumber, VR.IS, instanceNumber)
        .put(Tag.ContentDate, VR.DA, contentDate)
        .put(Tag.ContentTime, VR.TM, contentTime)
        .put(Tag.Manufacturer, VR.LO, manufacturer);
  }
}
