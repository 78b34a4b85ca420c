package org.therafed.registry.records;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.grants.GrantedRows;

/** What a search includes beside its matches, within the same reach, each record once. */
final class Beside {

  private final Mutiny.Session session;
  private final Reach reach;

  Beside(Mutiny.Session session, Reach reach) {
    this.session = session;
    this.reach = reach;
  }

  /**
   * The records to include.
   *
   * @throws Fault (as failure) RG-SEARCH-003 if they are more than a thousand
   */
  Uni<List<Found>> of(Search search, List<Found> matches) {
    Set<String> known = Found.references(matches);
    List<Found> all = new ArrayList<>();
    Uni<Void> done = Uni.createFrom().voidItem();
    if (matches.isEmpty()) {
      return done.replaceWith(all);
    }
    List<String> ids = matches.stream().map(Found::id).toList();
    for (Include include : search.includes()) {
      done = then(done, () -> referred(include, ids), known, all);
    }
    List<String> references = List.copyOf(known);
    for (Include include : search.reverseIncludes()) {
      done = then(done, () -> referring(include, references), known, all);
    }
    return done.replaceWith(all);
  }

  private static Uni<Void> then(
      Uni<Void> before, Supplier<Uni<List<Found>>> next, Set<String> known, List<Found> all) {
    return before.flatMap(
        done ->
            next.get()
                .invoke(
                    found -> {
                      found.stream().filter(each -> known.add(each.reference())).forEach(all::add);
                      if (all.size() > Search.MOST || found.size() > Search.MOST) {
                        throw RegistryCode.SEARCH_COSTLY.with(Fault.safe("most", Search.MOST));
                      }
                    })
                .replaceWithVoid());
  }

  private Uni<List<Found>> referred(Include include, List<String> ids) {
    BoundSql sql = new BoundSql();
    String text =
        "select distinct v.e ->> 'reference' from resource r, lateral "
            + Elements.of(sql, include.parameter())
            + " where r.type = "
            + sql.text(include.parameter().base())
            + " and r.id in (select jsonb_array_elements_text("
            + sql.json(GrantedRows.array(ids))
            + "))";
    Mutiny.SelectionQuery<String> query = session.createNativeQuery(text, String.class);
    sql.each(query::setParameter);
    return query
        .getResultList()
        .flatMap(
            references -> {
              Set<String> wanted = new TreeSet<>();
              references.stream()
                  .filter(each -> each != null && each.indexOf('/') > 0)
                  .filter(
                      each ->
                          include.target().isEmpty()
                              || each.startsWith(include.target().get() + "/"))
                  .forEach(wanted::add);
              return wanted.isEmpty()
                  ? Uni.createFrom().item(List.<Found>of())
                  : byReference(wanted);
            });
  }

  private Uni<List<Found>> byReference(Set<String> references) {
    BoundSql sql = new BoundSql();
    String text =
        "select "
            + Found.COLUMNS
            + ", '' as k from jsonb_array_elements_text("
            + sql.json(GrantedRows.array(references))
            + ") w join resource r on r.type = split_part(w, '/', 1) and r.id = split_part(w, '/',"
            + " 2) where "
            + reach.condition(sql)
            + limit();
    return Records.rows(session, text, sql);
  }

  private Uni<List<Found>> referring(Include include, List<String> references) {
    BoundSql sql = new BoundSql();
    String wanted =
        " in (select jsonb_array_elements_text(" + sql.json(GrantedRows.array(references)) + "))";
    String refers =
        Elements.isPatient(include.parameter())
            ? Criteria.SUBJECT + wanted
            : "exists (select from "
                + Elements.of(sql, include.parameter())
                + " where v.e ->> 'reference'"
                + wanted
                + ")";
    String text =
        "select "
            + Found.COLUMNS
            + ", '' as k from resource r where r.type = "
            + sql.text(include.parameter().base())
            + " and "
            + refers
            + " and "
            + reach.condition(sql)
            + limit();
    return Records.rows(session, text, sql);
  }

  private static String limit() {
    return " order by r.type, r.id limit " + (Search.MOST + 1);
  }
}
