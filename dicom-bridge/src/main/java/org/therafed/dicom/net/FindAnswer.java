package org.therafed.dicom.net;

import java.util.List;
import org.therafed.dicom.dataset.DataSet;

/**
 * What a C-FIND brought.
 *
 * @param matches in the peer's order
 * @param response how it ended; FE00 where there were more matches than asked for
 */
public record FindAnswer(List<DataSet> matches, DimseResponse response) {
  /** DIMSE status: matching terminated due to a cancel request. */
  public static final int CANCELLED = 0xFE00;

  public FindAnswer {
    matches = List.copyOf(matches);
  }

  /** Without the matches, for logs. */
  @Override
  public String toString() {
    return "FindAnswer[matches=" + matches.size() + ", response=" + response + "]";
  }
}
