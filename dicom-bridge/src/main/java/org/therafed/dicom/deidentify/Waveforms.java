package org.therafed.dicom.deidentify;

import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Value;

/** Which waveforms are measurements and which are voices. */
final class Waveforms {
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";

  /**
   * ECG, haemodynamics, electrophysiology, arterial pulse, respiration, EEG, EMG, EOG, sleep, body
   * position (PS3.4 Table B.5-1). Not 9.4, audio.
   */
  private static final Pattern MEASURED =
      Pattern.compile(Pattern.quote(STORAGE) + "9\\.[1235678]\\.\\d");

  /** Bytes of the widest sample that PS3.3 section C.10.9 knows. */
  private static final int LONGEST_SAMPLE = 8;

  private Waveforms() {}

  /** Whether the samples of this class are measurements; of any other class they are not kept. */
  static boolean areMeasured(String sopClass) {
    return MEASURED.matcher(sopClass).matches();
  }

  /**
   * Whether samples are as many as their group states, and bounds and padding no longer than a
   * sample, so that nothing lies behind them; true of every other element.
   */
  static boolean fits(DataSet group, Element element) {
    long length =
        element.value() instanceof Value.Inline inline
            ? inline.length()
            : element.value() instanceof Value.Bulk bulk ? bulk.data().length() : 0;
    long sample = group.integer(Tag.WaveformBitsAllocated).orElse(0) / 8;
    long channels = group.integer(Tag.NumberOfWaveformChannels).orElse(0);
    return switch (element.tag()) {
      case Tag.WaveformData -> {
        long needed = sample * channels * group.longInteger(Tag.NumberOfWaveformSamples).orElse(0);
        yield length == needed || length == needed + (needed & 1);
      }
      case Tag.WaveformPaddingValue, Tag.ChannelMinimumValue, Tag.ChannelMaximumValue ->
          length <= LONGEST_SAMPLE;
      default -> true;
    };
  }

  /** Whether an object is recorded sound, in which people speak. */
  static boolean areAudio(DataSet set, String sopClass) {
    return sopClass.startsWith(STORAGE + "9.4.")
        || (set.string(Tag.Modality).orElse("").equals("AU") && set.contains(Tag.WaveformSequence));
  }
}
