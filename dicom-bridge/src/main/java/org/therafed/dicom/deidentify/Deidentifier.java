package org.therafed.dicom.deidentify;

import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.TransferSyntax;

/**
 * De-identifies objects by PS3.15 Annex E: the Basic Application Level Confidentiality Profile and
 * the options of a policy. An object that cannot be treated in every part is refused; nothing
 * passes untreated. Stateless: one instance serves any number of threads.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part15/chapter_E.html">
 *     PS3.15 Annex E</a>
 */
public final class Deidentifier {
  private final Policy policy;
  private final Keys keys;
  private final ElementRules rules;

  private Deidentifier(Policy policy, Keys keys) {
    this.policy = policy;
    this.keys = keys;
    this.rules = new ElementRules(policy);
  }

  /** A de-identifier of this policy; the same keys give the same UIDs, names and shifts. */
  public static Deidentifier with(Policy policy, Keys keys) {
    return new Deidentifier(policy, keys);
  }

  /**
   * De-identifies a file, whose SOP class and instance may stand in its meta information only.
   *
   * @throws DicomFault as {@link #deidentify(DataSet)}, and DCM-DEID-004 where neither states them
   */
  public DeidentifiedDataSet deidentify(DicomFile file) {
    PixelGuard.refuseHidden(file.dataSet(), file.transferSyntax());
    DataSet source = named(file);
    DeidentifiedDataSet.refuseUnnamed(source);
    return treated(
        source, source.string(Tag.SOPClassUID).orElse(""), Optional.of(file.transferSyntax()));
  }

  /** The data set with class and instance of the meta information, so that it is treated alike. */
  private static DataSet named(DicomFile file) {
    DataSet source = file.dataSet();
    boolean complete =
        source.string(Tag.SOPClassUID).isPresent() && source.string(Tag.SOPInstanceUID).isPresent();
    if (complete) {
      return source;
    }
    DataSet named = new DataSet();
    source.forEach(named::append);
    named.undefinedLength(source.undefinedLength());
    if (source.string(Tag.SOPClassUID).isEmpty()) {
      file.sopClassUid().ifPresent(uid -> named.put(Tag.SOPClassUID, VR.UI, uid));
    }
    if (source.string(Tag.SOPInstanceUID).isEmpty()) {
      file.sopInstanceUid().ifPresent(uid -> named.put(Tag.SOPInstanceUID, VR.UI, uid));
    }
    return named;
  }

  /**
   * De-identifies a data set. The source is not changed; pixel data of the result are references
   * into it. Compressed pixels pass where their encoding shows from their first bytes.
   *
   * @throws DicomFault DCM-DEID-001 to 006: the object stays where it is
   */
  public DeidentifiedDataSet deidentify(DataSet source) {
    return treated(source, source.string(Tag.SOPClassUID).orElse(""), Optional.empty());
  }

  /** Whatever fails fails the object; the message of a foreign exception may quote a value. */
  private DeidentifiedDataSet treated(
      DataSet source, String sopClass, Optional<TransferSyntax> syntax) {
    try {
      return inEveryPart(source, sopClass, syntax);
    } catch (DicomFault e) {
      throw e;
    } catch (RuntimeException e) {
      throw DicomFault.of(
          DicomFaultCode.DEIDENTIFY_FAILED, "it failed with " + e.getClass().getSimpleName());
    }
  }

  private DeidentifiedDataSet inEveryPart(
      DataSet source, String sopClass, Optional<TransferSyntax> syntax) {
    refuse(source, sopClass);
    DeidentificationReport report = new DeidentificationReport();
    Optional<PatientIdentity> patient = Patients.identity(source, policy);
    Echoes echoes = Echoes.of(source, policy);
    PixelGuard.Decision pixels = pixels(source, syntax, echoes, report);
    TextCleaner cleaner = new TextCleaner(policy, echoes);
    LeafActions leaves = new LeafActions(policy, keys, cleaner, shift(patient), patient);
    DataSet out =
        new DataSetWalk(
                sopClass,
                rules,
                leaves,
                cleaner,
                new HiddenIdentity(echoes),
                pixels,
                report,
                source)
            .run(source);
    Marks.write(out, policy, pixels, report);
    Consequences.find(source, out, policy).forEach(report::add);
    return new DeidentifiedDataSet(out, report);
  }

  private PixelGuard.Decision pixels(
      DataSet source,
      Optional<TransferSyntax> syntax,
      Echoes echoes,
      DeidentificationReport report) {
    PixelGuard.Decision decision = PixelGuard.decide(source, policy);
    report.pixelRule(decision.rule());
    if (decision.changed().filter(ClearedBits::in).isPresent()) {
      report.pixelActions(List.of(ClearedBits.ACTION));
    }
    Optional<EncapsulatedPixels.Result> compressed =
        EncapsulatedPixels.cleaned(source, syntax, echoes);
    if (compressed.isEmpty() || compressed.get().actions().isEmpty()) {
      return decision;
    }
    report.pixelActions(compressed.get().actions());
    return decision.cleaned(compressed.get().pixels());
  }

  private DateShift shift(Optional<PatientIdentity> patient) {
    if (!policy.has(Option.RETAIN_MODIFIED_DATES)) {
      return new DateShift(0);
    }
    PatientIdentity named =
        patient.orElseThrow(
            () ->
                DicomFault.of(
                    DicomFaultCode.NO_PATIENT,
                    "Patient ID (0010,0020) is absent or empty; without it no shift is the"
                        + " patient's own"));
    int days = keys.patients().shiftDays(named);
    if (days == 0) {
      throw DicomFault.of(
          DicomFaultCode.DEIDENTIFY_POLICY, "a shift of 0 days moves nothing; 1 or more needed");
    }
    return new DateShift(days);
  }

  private void refuse(DataSet source, String sopClass) {
    if (source.contains(Tag.DirectoryRecordSequence)) {
      throw DicomFault.of(
          DicomFaultCode.NOT_DEIDENTIFIABLE,
          "a media directory repeats what its files say; make a new one over the results");
    }
    boolean known =
        sopClass.isEmpty()
            || Dictionary.uid(sopClass).isPresent()
            || policy.accepted().contains(sopClass);
    if (!known) {
      throw DicomFault.of(
          DicomFaultCode.NOT_DEIDENTIFIABLE,
          "the SOP class is registered nowhere; accept it in the policy if its content is known");
    }
    if (Waveforms.areAudio(source, sopClass)) {
      throw DicomFault.of(
          DicomFaultCode.NOT_DEIDENTIFIABLE,
          "recorded sound holds voices, which cannot be cleaned; leave it out");
    }
    for (int group = 0x6000; group <= 0x601E; group += 2) {
      int bit = source.integer(group << 16 | 0x0102).orElse(0);
      boolean embedded = bit > 0 && !source.contains(group << 16 | 0x3000);
      boolean cleared =
          policy.has(Option.CLEAN_PIXEL_DATA)
              && UnusedBits.of(source).filter(unused -> unused.has(bit)).isPresent();
      boolean passes = policy.pixelsReviewed() || cleared;
      if (embedded && source.contains(Tag.PixelData) && !passes) {
        throw DicomFault.of(
            DicomFaultCode.PIXELS_NOT_CLEANABLE,
            "an overlay lies in unused bits of the pixels; a person has to look");
      }
    }
  }
}
