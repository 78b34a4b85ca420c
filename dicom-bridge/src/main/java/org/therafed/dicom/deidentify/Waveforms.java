package org.therafed.dicom.deidentify;

import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/** Which waveforms are measurements and which are voices. */
final class Waveforms {
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";

  /**
   * ECG, haemodynamics, electrophysiology, arterial pulse, respiration, EEG, EMG, EOG, sleep, body
   * position (PS3.4 Table B.5-1). Not 9.4, audio.
   */
  private static final Pattern MEASURED =
      Pattern.compile(Pattern.quote(STORAGE) + "9\\.[1235678]\\.\\d");

  private Waveforms() {}

  /** Whether the samples of this class are measurements; of any other class they are not kept. */
  static boolean areMeasured(String sopClass) {
    return MEASURED.matcher(sopClass).matches();
  }

  /** Whether an object is recorded sound, in which people speak. */
  static boolean areAudio(DataSet set, String sopClass) {
    return sopClass.startsWith(STORAGE + "9.4.")
        || (set.string(Tag.Modality).orElse("").equals("AU") && set.contains(Tag.WaveformSequence));
  }
}
