package org.therafed.dicom.deidentify;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * What a site lets out: the Basic Profile of PS3.15 Annex E and the options chosen.
 *
 * @param options of PS3.15 section E.3
 * @param unlistedTexts what happens to text that Table E.1-1 does not name
 * @param accepted values and words that the site knows to hold no identity (scanner models,
 *     protocol words, private coding schemes, private SOP classes); compared without case
 * @param pixelRules rules of burned-in annotation, tried before the ones shipped
 * @param pixelsReviewed whether a person has looked at the pixels of what is de-identified and
 *     found nothing; suspicious objects then pass, and are marked as free of annotation
 * @param defaultIssuer the site's Issuer of Patient ID (0010,0021), for objects that state none;
 *     without it they and the ones that do are of different patients; empty for none
 */
public record Policy(
    Set<Option> options,
    UnlistedTexts unlistedTexts,
    Set<String> accepted,
    List<PixelRule> pixelRules,
    boolean pixelsReviewed,
    String defaultIssuer) {

  public Policy {
    Set<Option> chosen = EnumSet.noneOf(Option.class);
    chosen.addAll(options);
    options = java.util.Collections.unmodifiableSet(chosen);
    TreeSet<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.addAll(accepted);
    accepted = java.util.Collections.unmodifiableSortedSet(known);
    pixelRules = List.copyOf(pixelRules);
    if (options.contains(Option.RETAIN_FULL_DATES)
        && options.contains(Option.RETAIN_MODIFIED_DATES)) {
      throw DicomFault.of(
          DicomFaultCode.DEIDENTIFY_POLICY,
          "full and modified dates at once; PS3.15 section E.3.6 allows one of them");
    }
  }

  /** The Basic Profile without options. */
  public static Policy basic() {
    return new Policy(Set.of(), UnlistedTexts.VOCABULARY, Set.of(), List.of(), false, "");
  }

  /**
   * What Therafed's sites start from: moved dates and cleaned descriptors, structured content and
   * graphics; weight, height, age and sex, without which there is no SUV; safe private elements;
   * pixels cleaned by rules.
   */
  public static Policy research() {
    return basic()
        .with(
            Option.RETAIN_MODIFIED_DATES,
            Option.RETAIN_PATIENT_CHARACTERISTICS,
            Option.RETAIN_SAFE_PRIVATE,
            Option.CLEAN_DESCRIPTORS,
            Option.CLEAN_STRUCTURED_CONTENT,
            Option.CLEAN_GRAPHICS,
            Option.CLEAN_PIXEL_DATA);
  }

  /** The same with more options. */
  public Policy with(Option... more) {
    Set<Option> all = EnumSet.noneOf(Option.class);
    all.addAll(options);
    all.addAll(List.of(more));
    return new Policy(all, unlistedTexts, accepted, pixelRules, pixelsReviewed, defaultIssuer);
  }

  /** The same without some options. */
  public Policy without(Option... fewer) {
    Set<Option> rest = EnumSet.noneOf(Option.class);
    rest.addAll(options);
    List.of(fewer).forEach(rest::remove);
    return new Policy(rest, unlistedTexts, accepted, pixelRules, pixelsReviewed, defaultIssuer);
  }

  /** The same with another treatment of texts that the table does not name. */
  public Policy withUnlistedTexts(UnlistedTexts other) {
    return new Policy(options, other, accepted, pixelRules, pixelsReviewed, defaultIssuer);
  }

  /** The same with other accepted values. */
  public Policy withAccepted(Set<String> other) {
    return new Policy(options, unlistedTexts, other, pixelRules, pixelsReviewed, defaultIssuer);
  }

  /** The same with other rules of pixels before the ones shipped. */
  public Policy withPixelRules(List<PixelRule> other) {
    return new Policy(options, unlistedTexts, accepted, other, pixelsReviewed, defaultIssuer);
  }

  /** The same, saying whether a person has reviewed the pixels. */
  public Policy withPixelsReviewed(boolean reviewed) {
    return new Policy(options, unlistedTexts, accepted, pixelRules, reviewed, defaultIssuer);
  }

  /** The same with the issuer of the Patient IDs that name none. */
  public Policy withDefaultIssuer(String issuer) {
    return new Policy(options, unlistedTexts, accepted, pixelRules, pixelsReviewed, issuer.strip());
  }

  boolean has(Option option) {
    return options.contains(option);
  }
}
