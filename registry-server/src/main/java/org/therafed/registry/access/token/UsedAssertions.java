package org.therafed.registry.access.token;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.therafed.profiles.identifier.SiteId;

/** Port: which assertions were used, until they have expired. */
interface UsedAssertions {

  /**
   * Whether this is the first use of an assertion; when it answers, the use outlives a restart.
   *
   * @param jti of the assertion; sites choose theirs independently of each other
   * @param forget when the assertion can no longer be taken anyway
   */
  Uni<Boolean> isFirstUse(SiteId site, String jti, Instant forget);
}
