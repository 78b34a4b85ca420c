package org.therafed.registry.audit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the audit trail page by page. */
@ApplicationScoped
class AuditPages {
  static final int LARGEST = 1000;

  private static final String PAGE =
      "select seq, hash, event from audit_event where seq > :after order by seq limit :most";

  private final Mutiny.SessionFactory sessions;

  AuditPages(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** The events after this number, in order. */
  Uni<List<AuditLine>> after(long seq, int most) {
    return sessions.withSession(
        session ->
            session
                .createNativeQuery(PAGE, Object[].class)
                .setParameter("after", seq)
                .setParameter("most", Math.max(1, Math.min(most, LARGEST)))
                .getResultList()
                .map(rows -> rows.stream().map(AuditPages::line).toList()));
  }

  /** Follows the whole trail. */
  Uni<AuditVerification> verify(AuditVerification verification) {
    return verify(verification, 0);
  }

  private Uni<AuditVerification> verify(AuditVerification verification, long after) {
    return after(after, LARGEST)
        .flatMap(
            page -> {
              page.forEach(line -> verification.next(line.seq(), line.hash(), line.event()));
              return page.size() < LARGEST || verification.brokenAt().isPresent()
                  ? Uni.createFrom().item(verification)
                  : verify(verification, page.get(page.size() - 1).seq());
            });
  }

  private static AuditLine line(Object[] row) {
    return new AuditLine(((Number) row[0]).longValue(), (String) row[1], (String) row[2]);
  }
}
