package org.therafed.gateway.site;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a site that shares aggregates answers questions. */
public interface QueryConfig {

  /** How often the registry is asked for questions. */
  @WithDefault("1m")
  Duration every();

  /**
   * Who decides on a question that passes the site's rules: {@code automatic} or {@code approve}.
   */
  @WithDefault("automatic")
  String approval();

  /**
   * Which other sites' keys count as theirs: {@code accepted} by somebody here, or whichever came
   * {@code first}, of which the registry could make some up.
   */
  @WithDefault("accepted")
  String trust();

  /**
   * Keys of other sites that count, each {@code site=thumbprint}; further ones are accepted here.
   */
  Optional<List<String>> peers();

  /** Fewest answering sites among which sums are masked; 3 or more. */
  @WithDefault("3")
  int sitesMinimum();
}
