package org.therafed.gateway.query;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.ledger.MembershipLedger;
import org.therafed.evidence.disclosure.transfer.AnswerRecord;
import org.therafed.evidence.disclosure.transfer.TransferDoor;
import org.therafed.evidence.disclosure.transfer.TransferPolicy;
import org.therafed.evidence.disclosure.transfer.TransferSums;
import org.therafed.evidence.disclosure.transfer.TransferVerdict;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.federated.AskedFigure;

/**
 * The transfer door of this site, with its memory: about whom it has answered, among which sites,
 * by data cut. Rows are only ever added; nothing that the registry sends changes what is decided by
 * them.
 */
@Singleton
public class SiteLedger {

  /**
   * The others' people in a total, in whose number this site's few may stand: the door is asked
   * about both together. The same in all sets, so that they hide no difference between two.
   */
  private static final long[] OTHERS = LongStream.rangeClosed(-11, -1).toArray();

  /** Deciding on a set grows with the third power of their number. */
  private static final int MOST_SETS = 60;

  private final Site site;
  private final int sitesMinimum;

  @Inject
  SiteLedger(Site site, SiteConfig config) {
    this.site = site;
    this.sitesMinimum = config.query().sitesMinimum();
  }

  private record Row(Cohort people, Set<String> among) {}

  /**
   * What was decided about one data cut.
   *
   * @param answered sums that were given away
   * @param refused by the door
   * @param groups different groups of people that sums were given of
   * @param left further groups that can be answered about on this cut
   * @param last when something was decided last
   */
  public record OfCut(
      Instant cut, long answered, long refused, int groups, int left, Instant last) {}

  /** The ledger by data cut, the newest first. */
  List<OfCut> byCut(Transaction tx, int most) {
    return tx.list(
        "select cut, count(*) filter (where reason is null) as answered, count(*) filter (where"
            + " reason is not null) as refused, count(distinct people) filter (where reason is"
            + " null) as groups, max(at) as last from query_ledger group by cut order by cut desc"
            + " limit ?",
        row ->
            new OfCut(
                Transaction.instant(row, "cut"),
                row.getLong("answered"),
                row.getLong("refused"),
                row.getInt("groups"),
                Math.max(0, MOST_SETS - row.getInt("groups")),
                Transaction.instant(row, "last")),
        most);
  }

  /**
   * What may leave.
   *
   * @param numbers of this site's persons that the sums are about
   * @param among labels of all sites that answer, this one included
   * @param forGood whether a permission is noted: it is used up then. A refusal always is.
   */
  TransferVerdict decide(
      Transaction tx,
      AskedFigure asked,
      TransferSums sums,
      long[] numbers,
      Set<String> among,
      boolean forGood) {
    Cohort people = Cohort.of(LongStream.concat(Arrays.stream(numbers), Arrays.stream(OTHERS)));
    List<Row> before =
        tx.list(
            "select people, among from query_ledger where cut = ? and reason is null order by id",
            row -> new Row(cohort(row.getString(1)), sites(row.getString(2))),
            asked.cut());
    TransferVerdict verdict = verdict(asked, sums, people, among, before);
    if (verdict instanceof TransferVerdict.Refused refused) {
      add(tx, asked, sums, people, among, refused.reason().name());
    } else if (forGood) {
      add(tx, asked, sums, people, among, null);
    }
    return verdict;
  }

  private TransferVerdict verdict(
      AskedFigure asked, TransferSums sums, Cohort people, Set<String> among, List<Row> before) {
    List<Cohort> sets = before.stream().map(Row::people).distinct().toList();
    if (!sets.contains(people) && sets.size() >= MOST_SETS) {
      return new TransferVerdict.Refused(TransferVerdict.Reason.OVERLAPS_EARLIER_ANSWER);
    }
    TransferPolicy policy =
        new TransferPolicy(
            sitesMinimum,
            TransferPolicy.defaults().minimumCell(),
            TransferPolicy.defaults().gridDays(),
            asked.months() == 0);
    return new TransferDoor(
            policy, new MembershipLedger(DisclosurePolicy.defaults(), sets), record(before))
        .decide(sums, people, among);
  }

  private static AnswerRecord record(List<Row> before) {
    return new AnswerRecord() {
      @Override
      public Optional<Set<String>> sitesOf(Cohort people) {
        return before.stream()
            .filter(row -> row.people().equals(people))
            .map(Row::among)
            .findFirst();
      }

      @Override
      public void answered(Cohort people, Set<String> sites) {
        // The row is added with the decision, in one transaction.
      }
    };
  }

  private void add(
      Transaction tx,
      AskedFigure asked,
      TransferSums sums,
      Cohort people,
      Set<String> among,
      String reason) {
    Instant now = site.clock().instant();
    tx.update(
        "insert into query_ledger (at, cut, question, people, among, reason) values (?, ?, ?, ?, ?,"
            + " ?)",
        now,
        asked.cut(),
        sums.question(),
        text(people.toArray()),
        String.join(" ", new TreeSet<>(among)),
        reason);
  }

  /** Numbers as 8 bytes each, in base64. */
  static String text(long[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * numbers.length);
    bytes.asLongBuffer().put(numbers);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** What {@link #text} wrote. */
  static long[] numbers(String text) {
    LongBuffer stored = ByteBuffer.wrap(Base64.getDecoder().decode(text)).asLongBuffer();
    long[] numbers = new long[stored.remaining()];
    stored.get(numbers);
    return numbers;
  }

  private static Cohort cohort(String text) {
    return Cohort.of(numbers(text));
  }

  private static Set<String> sites(String text) {
    return Set.of(text.split(" ", -1));
  }
}
