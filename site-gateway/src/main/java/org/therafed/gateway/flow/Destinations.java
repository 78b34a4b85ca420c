package org.therafed.gateway.flow;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.forward.Destination;
import org.therafed.gateway.forward.http.RegistryClient;
import org.therafed.gateway.forward.local.KeptHere;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.runtime.StartupFault;

/** Where transfers go, by how the site shares. */
@Singleton
class Destinations {

  /** Records stay here. */
  static final String AGGREGATES = "aggregates";

  private final SiteConfig config;
  private final Database database;

  Destinations(SiteConfig config, Database database) {
    this.config = config;
    this.database = database;
  }

  @Produces
  @Singleton
  Destination destination(RegistryClient registry, KeptHere here) {
    return config.sharing().equals(AGGREGATES) ? here : registry;
  }

  /**
   * Stops a start with another way of sharing than records went before: they would be counted
   * twice, or not at all.
   *
   * @throws StartupFault if so
   */
  void verify() {
    String before =
        database.inTransaction(
            tx -> {
              tx.update(
                  "insert into sharing (mode) select case when exists (select from outbox where"
                      + " sequence is not null) then 'records' else ? end on conflict do nothing",
                  config.sharing());
              // Nothing has been numbered yet: the hospital may still choose.
              tx.update(
                  "update sharing set mode = ? where not exists (select from outbox where sequence"
                      + " is not null)",
                  config.sharing());
              return tx.first("select mode from sharing", row -> row.getString(1)).orElseThrow();
            });
    if (!before.equals(config.sharing())) {
      throw StartupFault.settings(
          List.of(
              "THERAFED_SHARING is "
                  + config.sharing()
                  + ", but records went by "
                  + before
                  + " before; they would be counted twice or not at all. Set it back, or begin"
                  + " with a new data folder after the registry has taken the records back."));
    }
  }
}
