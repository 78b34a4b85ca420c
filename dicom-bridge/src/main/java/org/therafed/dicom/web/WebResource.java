package org.therafed.dicom.web;

/**
 * What WADO-RS retrieves: a study, a series or an instance.
 *
 * @param path below the service, without slash at the start
 */
public record WebResource(String path) {
  /** All instances of a study. */
  public static WebResource study(String studyUid) {
    return new WebResource("studies/" + WebQuery.uid(studyUid));
  }

  /** All instances of a series. */
  public static WebResource series(String studyUid, String seriesUid) {
    return new WebResource(study(studyUid).path() + "/series/" + WebQuery.uid(seriesUid));
  }

  /** One instance. */
  public static WebResource instance(String studyUid, String seriesUid, String sopInstanceUid) {
    return new WebResource(
        series(studyUid, seriesUid).path() + "/instances/" + WebQuery.uid(sopInstanceUid));
  }

  /** Without UIDs, for logs. */
  @Override
  public String toString() {
    return "WebResource";
  }
}
