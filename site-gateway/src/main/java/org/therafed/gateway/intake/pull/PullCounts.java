package org.therafed.gateway.intake.pull;

/**
 * What looking for images of one patient, or of many, has found. Counts alone.
 *
 * @param studies with a modality that is wanted
 * @param ofAnother studies that the archive gives to a patient of another id or issuer; left there
 * @param instances in series of modalities that are wanted
 * @param here of these, had come before
 * @param fetched of these, have come now
 * @param missing of these, did not come
 */
public record PullCounts(
    int studies, int ofAnother, int instances, int here, int fetched, int missing) {

  public static final PullCounts NONE = new PullCounts(0, 0, 0, 0, 0, 0);

  /** Both together. */
  public PullCounts plus(PullCounts other) {
    return new PullCounts(
        studies + other.studies,
        ofAnother + other.ofAnother,
        instances + other.instances,
        here + other.here,
        fetched + other.fetched,
        missing + other.missing);
  }
}
