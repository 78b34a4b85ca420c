package org.therafed.gateway.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.intake.NewArrival;
import org.therafed.gateway.intake.Recorded;
import org.therafed.gateway.intake.Source;

class GroupedLogTest {

  private static final int SENDERS = 24;
  private static final int EACH = 50;
  private static final String REFUSED = "refused-by-the-database";

  private final AtomicInteger transactions = new AtomicInteger();

  private static NewArrival arrival(String kind) {
    return new NewArrival(
        UUID.randomUUID(),
        Source.HL7,
        kind,
        "key",
        Optional.empty(),
        Digests.hex(new byte[0]),
        Bytes.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private IntakeLog log(String state) {
    return new IntakeLog(null) {
      @Override
      public List<Recorded> record(List<NewArrival> arrivals) {
        transactions.incrementAndGet();
        if (arrivals.stream().anyMatch(arrival -> arrival.kind().equals(REFUSED))) {
          throw new DatabaseFault(new SQLException("refused", state));
        }
        return arrivals.stream()
            .map(arrival -> new Recorded(arrival.id(), ArrivalState.NEW))
            .toList();
      }
    };
  }

  @Test
  void everySenderGetsTheOutcomeOfItsOwnMessageAndARefusedOneCostsNoOther() throws Exception {
    GroupedLog grouped = new GroupedLog(log("22021"));
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    List<Future<Integer>> refused = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      boolean bad = sender == 0;
      refused.add(senders.submit(() -> send(grouped, bad)));
    }
    int all = 0;
    for (Future<Integer> one : refused) {
      all += one.get();
    }
    senders.shutdown();
    assertThat(all).isEqualTo(EACH);
  }

  private static int send(GroupedLog grouped, boolean bad) {
    int refused = 0;
    for (int i = 0; i < EACH; i++) {
      NewArrival own = arrival(bad ? REFUSED : "ORU^R01");
      try {
        assertThat(grouped.record(own).id()).isEqualTo(own.id());
        assertThat(bad).isFalse();
      } catch (DatabaseFault fault) {
        assertThat(fault.lasting()).isTrue();
        assertThat(bad).isTrue();
        refused++;
      }
    }
    return refused;
  }

  @Test
  void aDatabaseThatIsAwayIsToldToEverySender() {
    GroupedLog grouped = new GroupedLog(log("08006"));
    assertThatThrownBy(() -> grouped.record(arrival(REFUSED)))
        .isInstanceOf(DatabaseFault.class)
        .matches(fault -> !((DatabaseFault) fault).lasting());
    assertThat(transactions).hasValue(1);
  }
}
