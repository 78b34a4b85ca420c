package org.therafed.gateway.site;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** Who and where this hospital is: its identifier, zone, clock, default issuer and folder. */
@Singleton
public class Site {

  private final SiteConfig config;
  private final Clock clock;

  @Inject
  public Site(SiteConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  public String id() {
    return config.siteId();
  }

  /** Zone of times that carry none. */
  public ZoneId zone() {
    return config.siteZone().filter(z -> !z.isBlank()).map(ZoneId::of).orElse(clock.getZone());
  }

  public Clock clock() {
    return clock;
  }

  /** The day it is at this hospital. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone());
  }

  /** Issuer of patient ids that name none. */
  public String patientIssuer() {
    return config
        .patientIssuer()
        .filter(i -> !i.isBlank())
        .orElse("urn:therafed:mrn:" + config.siteId());
  }

  /** Country of national ids that neither say theirs nor show it; ISO 3166-1 alpha-2. */
  public Optional<String> nationalIdCountry() {
    return config.nationalIdCountry().map(String::strip).filter(country -> !country.isEmpty());
  }

  /** A folder below the data folder. */
  public Path folder(String name) {
    return Path.of(config.dataDir()).toAbsolutePath().resolve(name);
  }
}
