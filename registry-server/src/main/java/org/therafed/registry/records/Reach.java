package org.therafed.registry.records;

import java.time.LocalDate;
import java.util.List;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.registry.grants.GrantedRows;

/** Which rows {@code r} somebody may read; every statement of this package has it. */
sealed interface Reach {

  /** The condition, with its values bound. */
  String condition(BoundSql sql);

  /** A site: what it sent. */
  record OfSite(SiteId site) implements Reach {
    @Override
    public String condition(BoundSql sql) {
      return "r.site = " + sql.text(site.value());
    }
  }

  /** A person: what grants in force give. */
  record OfGrants(List<String> grants, LocalDate today) implements Reach {
    public OfGrants {
      grants = List.copyOf(grants);
    }

    @Override
    public String condition(BoundSql sql) {
      sql.named("grants", GrantedRows.array(grants));
      sql.named("today", today.toString());
      return GrantedRows.CONDITION;
    }
  }
}
