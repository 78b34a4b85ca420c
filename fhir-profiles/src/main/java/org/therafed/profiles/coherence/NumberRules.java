package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import org.therafed.profiles.profile.BoundedNumbers;

/** Records with numbers that nothing may calculate with: stored before such were refused. */
final class NumberRules {
  private NumberRules() {}

  /** The records as the other rules may read them: without those numbers. */
  static PersonRecords bounded(Collection<? extends JsonNode> resources) {
    return PersonRecords.of(resources.stream().map(BoundedNumbers::without).toList());
  }

  static void judge(Collection<? extends JsonNode> resources, List<Finding> findings) {
    for (JsonNode resource : resources) {
      List<String> paths = BoundedNumbers.beyond(resource);
      PersonRecord record = PersonRecord.of(resource);
      if (!paths.isEmpty() && !record.isTakenBack()) {
        findings.add(
            FindingCode.NUMBER_OUT_OF_BOUNDS.of(
                paths.stream().map(record::at).toArray(Place[]::new)));
      }
    }
  }
}
