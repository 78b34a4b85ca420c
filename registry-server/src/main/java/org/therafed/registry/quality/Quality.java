package org.therafed.registry.quality;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * The quality of a site's data of one module.
 *
 * @param lastSeen UTC day of the latest request of the site; null: never
 * @param silent whether nothing was heard of the site for more than 31 days
 * @param values by dimension
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Quality(
    String site, String module, String lastSeen, boolean silent, Map<String, Value> values) {

  public Quality {
    values = Map.copyOf(values);
  }

  /**
   * One dimension of it.
   *
   * @param value the site's
   * @param federation median over the sites that may be shown, in steps of 5 percent; null where
   *     they are fewer than five, and where all sites are shown anyway
   * @param drift {@code down} or {@code up} where the months moved; null otherwise
   * @param since month in which that began; null otherwise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Value(Shown value, Double federation, String drift, String since) {}

  /**
   * A board.
   *
   * @param findingsAwaiting changed persons whose records were not looked at again yet, so that
   *     plausibility may still change
   * @param countsAwaiting marks of persons whose courses were not counted again yet, so that all
   *     may still change
   */
  public record Board(long findingsAwaiting, long countsAwaiting, List<Quality> modules) {
    public Board {
      modules = List.copyOf(modules);
    }
  }
}
