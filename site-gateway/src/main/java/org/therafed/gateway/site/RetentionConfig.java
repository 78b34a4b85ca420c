package org.therafed.gateway.site;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * For how long the identified content of an arrival is kept after it became what it is. What is
 * queued or held is kept, whatever its age, and so is the document behind a decision on consent.
 */
public interface RetentionConfig {

  /** Of what the registry has: a study that goes on, a merge of patients may need it again. */
  @WithDefault("730d")
  Duration sent();

  /** Of what was refused. */
  @WithDefault("180d")
  Duration refused();

  /** Of what a later version has replaced. */
  @WithDefault("90d")
  Duration superseded();

  /** Of files of the watch folder whose rows were taken; the rows have their own times. */
  @WithDefault("30d")
  Duration watchArchive();

  /** How often it is looked for what is over. */
  @WithDefault("1h")
  Duration every();

  /** From when on a held record is old enough to alert somebody. */
  @WithDefault("7d")
  Duration heldAlert();
}
