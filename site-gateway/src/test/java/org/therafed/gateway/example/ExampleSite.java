package org.therafed.gateway.example;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.deidentify.Deidentifier;
import org.therafed.gateway.deidentify.dateshift.DateShifts;
import org.therafed.gateway.deidentify.pseudonym.Keys;
import org.therafed.gateway.deidentify.pseudonym.LinkageTokens;
import org.therafed.gateway.deidentify.pseudonym.Pseudonyms;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;

/** A hospital in which the example patients were treated; without database and network. */
final class ExampleSite {

  static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private ExampleSite() {}

  static Site of(Path folder) {
    Map<String, Object> values =
        Map.of(
            "siteId", "example",
            "siteZone", Optional.of(ZONE.getId()),
            "patientIssuer", Optional.of("urn:example:mrn"),
            "dataDir", folder.toString());
    SiteConfig config =
        (SiteConfig)
            Proxy.newProxyInstance(
                SiteConfig.class.getClassLoader(),
                new Class<?>[] {SiteConfig.class},
                (proxy, method, args) -> values.getOrDefault(method.getName(), Optional.empty()));
    return new Site(config, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  static Deidentifier deidentifier(Site site, Path folder) {
    Pseudonyms keys = Keys.site(folder.resolve("keys"));
    return new Deidentifier(
        site,
        keys,
        new LinkageTokens(site, Keys.noFederation()),
        new DateShifts(Keys.noFederation(), keys));
  }
}
