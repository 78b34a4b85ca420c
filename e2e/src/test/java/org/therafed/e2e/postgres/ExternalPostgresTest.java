package org.therafed.e2e.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.therafed.e2e.fixture.Database;
import org.therafed.e2e.fixture.ExternalServer;
import org.therafed.e2e.fixture.OneSite;

/**
 * The documented variables put both applications on a server started separately, and mutual TLS
 * between the two.
 */
@ExtendWith(ExternalServer.Shared.class)
class ExternalPostgresTest {

  private final ExternalServer server;
  private final OneSite site;

  ExternalPostgresTest(ExternalServer server) {
    this.server = server;
    this.site = server.site();
  }

  @Test
  void recordsAreInTheExternalDatabases() {
    assertThat(server.counts().sent()).isEqualTo(3);
    try (Database registry = server.open("registry");
        Database gateway = server.open("gateway")) {
      assertThat(registry.number("select count(*) from fact_biomarker")).isEqualTo(1);
      assertThat(gateway.number("select count(*) from arrival where state = 'sent'")).isEqualTo(3);
    }
  }

  /** The records came by its certificate; the site's own signed request is no proof without it. */
  @Test
  void siteIsKnownByItsCertificateAndNotWithoutIt() {
    assertThatThrownBy(
            () -> site.registry().asRegistry().statusOf(OneSite.SITE, site.gateway().dataDir()))
        .hasMessageContaining("401")
        .hasMessageContaining("RG-ACCESS-002");
    try (Database registry = server.open("registry")) {
      assertThat(registry.number("select count(*) from site_certificate")).isEqualTo(1);
    }
  }

  @Test
  void noDatabaseIsStartedInTheDataFolders() {
    assertThat(site.registry().dataDir()).isDirectory();
    assertThat(site.gateway().dataDir()).isDirectory();
    assertThat(site.registry().dataDir().resolve("postgres")).doesNotExist();
    assertThat(site.gateway().dataDir().resolve("postgres")).doesNotExist();
  }

  @Test
  void neitherLogHoldsAWarningWhereNoCollectorIsConfigured() {
    assertThat(server.worried()).hasSize(2).allSatisfy((log, lines) -> assertThat(lines).isEmpty());
  }
}
