package org.therafed.profiles.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import org.therafed.profiles.Examples;
import org.therafed.profiles.publish.Publication;
import org.therafed.profiles.validation.RecordValidator;

/**
 * Loads the definitions, compiles the validator, judges one record, and prints how many
 * milliseconds the process is old by then.
 */
public final class FirstRecord {
  private FirstRecord() {}

  public static void main(String... args) {
    ObjectNode record = Examples.read("atr-lab");
    RecordValidator validator = new RecordValidator(Publication.definitions(), Clock.systemUTC());
    boolean valid = validator.validate(record).isEmpty();
    long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.println(System.currentTimeMillis() - begun);
    System.exit(valid ? 0 : 1);
  }
}
