package org.therafed.registry.grants;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A row-level grant: what one person may read. It gives nothing of a site that has not approved it,
 * nor before its first or after its last day.
 *
 * @param holder name of the account
 * @param purpose as the sites read it when they approve
 * @param types resource types
 * @param modules therapy modules; patients with a course or a decision of one are within
 * @param startsOn first day, UTC
 * @param endsOn last day, UTC
 * @param proposedBy name of the administrator's account
 * @param endedAt when it was ended before its last day; null: it was not
 * @param project id of the project that it belongs to and ends with; null: none
 * @param sites those that it names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RowGrant(
    String id,
    String holder,
    String purpose,
    List<String> types,
    List<String> modules,
    LocalDate startsOn,
    LocalDate endsOn,
    String proposedBy,
    Instant proposedAt,
    Instant endedAt,
    String project,
    List<Approval> sites) {

  public RowGrant {
    types = List.copyOf(types);
    modules = List.copyOf(modules);
    sites = List.copyOf(sites);
  }

  /**
   * What a site has said to it.
   *
   * @param approvedAt null: it has not approved
   * @param key RFC 7638 thumbprint of the key that signed the approval
   * @param withdrawnAt when it took the approval back; null: it did not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Approval(String site, Instant approvedAt, String key, Instant withdrawnAt) {}
}
