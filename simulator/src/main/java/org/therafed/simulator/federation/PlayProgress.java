package org.therafed.simulator.federation;

import java.util.Map;
import org.therafed.simulator.channel.Counts;

/** Hears how a play goes; called by several threads. */
public interface PlayProgress {
  /** Says nothing. */
  PlayProgress SILENT =
      new PlayProgress() {
        @Override
        public void sent(String site, int records) {}

        @Override
        public void delivered(Map<String, Counts> counts) {}
      };

  /** So many more records of a site have been sent and answered. */
  void sent(String site, int records);

  /** What the gateways count now. */
  void delivered(Map<String, Counts> counts);
}
