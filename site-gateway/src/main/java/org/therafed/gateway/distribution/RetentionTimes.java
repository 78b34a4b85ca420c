package org.therafed.gateway.distribution;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.therafed.gateway.site.RetentionConfig;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.distribution.RetentionPolicy;
import org.therafed.profiles.distribution.RetentionPolicy.Outcome;

/**
 * For how long identified content is kept: as the site's settings say, or as the policies in use do
 * where that is shorter.
 */
@Singleton
public class RetentionTimes {

  private final RetentionConfig config;
  private final PackageUpdates updates;

  @Inject
  public RetentionTimes(SiteConfig config, PackageUpdates updates) {
    this.config = config.retention();
    this.updates = updates;
  }

  /** For how long, after an arrival became that. */
  public Duration of(Outcome outcome) {
    return updates.retention().atMost(outcome, own(outcome));
  }

  /** What a policy shortens, by its name there, and to what. */
  public Map<String, String> shortened() {
    RetentionPolicy policy = updates.retention();
    Map<String, String> shortened = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      Duration own = own(outcome);
      Duration time = policy.atMost(outcome, own);
      if (time.compareTo(own) < 0) {
        shortened.put(outcome.key(), time.toDays() + "d");
      }
    }
    return shortened;
  }

  private Duration own(Outcome outcome) {
    return switch (outcome) {
      case SENT -> config.sent();
      case REFUSED -> config.refused();
      case SUPERSEDED -> config.superseded();
    };
  }
}
