package org.therafed.evidence.disclosure.transfer;

import java.util.List;
import java.util.TreeMap;
import org.therafed.evidence.response.ResponsePartial;

/**
 * Responders, others, and who could not be assessed: three cells, none of them a time.
 *
 * @param question id of the question
 */
public record ResponseLayout(String question) implements TransferLayout<ResponsePartial> {

  @Override
  public TransferSums sums(ResponsePartial own, long left) {
    long responders = own.responders();
    return new TransferSums(
        question,
        0,
        List.of(TransferBlock.of("persons", List.of(responders, own.n() - responders, left))));
  }

  @Override
  public ResponsePartial partial(TransferSums total, List<String> sites) {
    long responders = cell(total, 0);
    long n = responders + cell(total, 1);
    TreeMap<String, ResponsePartial.Counts> bySite = new TreeMap<>();
    for (int site = 0; site < sites.size(); site++) {
      bySite.put(
          sites.get(site),
          new ResponsePartial.Counts(
              dealt(n, site, sites.size()), dealt(responders, site, sites.size())));
    }
    return new ResponsePartial(bySite);
  }

  @Override
  public long left(TransferSums total) {
    return cell(total, 2);
  }

  private static long cell(TransferSums total, int cell) {
    return total.blocks().get(0).people().get(cell);
  }

  /** How many of so many persons, dealt out in turn, a place gets. */
  static long dealt(long persons, int place, int places) {
    return persons / places + (place < persons % places ? 1 : 0);
  }
}
