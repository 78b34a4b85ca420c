package org.therafed.registry.grants;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;

/**
 * Which rows grants give, as SQL with bound parameters {@code :grants} (a JSON array of ids) and
 * {@code :today} (a day). Nothing is given without a grant in force that names the row's type and a
 * live site that approves it, of a patient who is known here, is within one of its modules at that
 * site and whose person has not withdrawn at any site.
 */
public final class GrantedRows {

  /** Patient of a row {@code r}; a product that is one person's cells is about that person. */
  public static final String PATIENT =
      "(case when r.type = 'Medication' and record_cells(r.content) is not null then (select"
          + " record_patient(c.type, c.id, c.content) from resource c where c.type ="
          + " 'BiologicallyDerivedProduct' and c.site = r.site and c.type || '/' || c.id ="
          + " record_cells(r.content)) else record_patient(r.type, r.id, r.content) end)";

  /** Whether the person of the patient {@code p} has withdrawn at any hospital. */
  private static final String WITHDRAWN =
      "exists (select from person w join withdrawal on withdrawal.patient_id = w.patient_id and"
          + " withdrawal.site = w.site and withdrawal.lifted is null where w.person = p.person and"
          + " w.gone is null)";

  /** Whether a row {@code r} of {@code resource} or {@code resource_history} is given. */
  public static final String CONDITION =
      "exists (select from row_grant g join row_grant_site a on a.grant_id = g.id and a.site ="
          + " r.site and a.approved_at is not null and a.withdrawn_at is null join site on site.id ="
          + " a.site and site.status = 'live' where g.id in (select"
          + " jsonb_array_elements_text(cast(cast(:grants as text) as jsonb))) and g.ended_at is"
          + " null and cast(cast(:today as text) as date) between g.starts_on and g.ends_on and r.type = any"
          + " (g.types) and (("
          + "r.type = 'Medication' and record_cells(r.content) is null) or exists (select from"
          + " person p where p.patient_id = "
          + PATIENT
          + " and p.site = r.site and p.gone is null and not "
          + WITHDRAWN
          + " and (exists (select from fact_course f where f.patient_id = p.patient_id and f.site ="
          + " p.site and f.gone is null and f.module = any (g.modules)) or exists (select from"
          + " fact_decision f where f.patient_id = p.patient_id and f.site = p.site and f.gone is"
          + " null and f.module = any (g.modules))))))";

  /**
   * What the grants are together: changes when one ends, or a site approves or no longer does. An
   * empty text where nothing is in force.
   */
  public static final String BASIS =
      "select coalesce(string_agg(g.id || '/' || a.site || '/' || a.approved_at, ' ' order by g.id,"
          + " a.site), '') from row_grant g join row_grant_site a on a.grant_id = g.id and"
          + " a.approved_at is not null and a.withdrawn_at is null join site on site.id = a.site and"
          + " site.status = 'live' where g.id in (select"
          + " jsonb_array_elements_text(cast(cast(:grants as text) as jsonb))) and g.ended_at is"
          + " null and cast(cast(:today as text) as date) between g.starts_on and g.ends_on";

  private GrantedRows() {}

  /** Texts as the JSON array that these parameters take. */
  public static String array(Collection<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array.toString();
  }
}
