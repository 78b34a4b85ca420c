package org.therafed.gateway.site;

import java.util.List;
import java.util.Set;

/** Looks at the settings of questions. */
final class QueryChecks {

  private static final String PEER = "[a-z][a-z0-9-]{0,39}=[A-Za-z0-9_-]{43}";

  private QueryChecks() {}

  static void check(SiteConfig config, SettingProblems problems) {
    problems.need(
        Set.of("records", "aggregates").contains(config.sharing()),
        "THERAFED_SHARING",
        "is neither records nor aggregates");
    boolean aggregates = config.sharing().equals("aggregates");
    problems.need(
        !aggregates
            || config.registryUrl().isEmpty()
            || config.registryPackageKey().filter(key -> !key.isBlank()).isPresent(),
        "THERAFED_REGISTRY_PACKAGE_KEY",
        "is not set; a site that shares aggregates needs it to know the registry's questions");
    QueryConfig query = config.query();
    problems.positive("THERAFED_QUERY_EVERY", query.every());
    problems.need(
        Set.of("automatic", "approve").contains(query.approval()),
        "THERAFED_QUERY_APPROVAL",
        "is neither automatic nor approve");
    problems.need(
        Set.of("accepted", "first").contains(query.trust()),
        "THERAFED_QUERY_TRUST",
        "is neither accepted nor first");
    problems.need(
        query.peers().orElse(List.of()).stream().allMatch(peer -> peer.strip().matches(PEER)),
        "THERAFED_QUERY_PEERS",
        "is not a list of site=thumbprint; 43 characters of base64url (RFC 7638) each are needed");
    problems.need(
        query.sitesMinimum() >= 3 && query.sitesMinimum() <= 1000,
        "THERAFED_QUERY_SITES_MINIMUM",
        "is not between 3 and 1000");
  }
}
