package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * One cell product: a link of the chain of identity from collection to infusion.
 *
 * @param productId de-identified id of the resource
 * @param patientId de-identified id of whom the cells are for
 * @param material code of {@code CodeSystem/cell-material}
 * @param source {@code autologous} or {@code allogeneic}
 * @param parentIds ids of the products it was made from
 * @param collectedOn shifted date; may be null
 * @param dose cells, in {@code doseUnit}; may be null
 * @param doseUnit UCUM, {@code 10*6} or {@code 10*6/kg}; null without a dose
 * @param viabilityPercent may be null
 * @param vectorCopies per diploid genome; may be null
 * @param transductionPercent may be null
 */
public record CellProductFact(
    String productId,
    String patientId,
    String material,
    String source,
    List<String> parentIds,
    LocalDate collectedOn,
    BigDecimal dose,
    String doseUnit,
    BigDecimal viabilityPercent,
    BigDecimal vectorCopies,
    BigDecimal transductionPercent)
    implements Fact {

  public CellProductFact {
    parentIds = List.copyOf(parentIds);
  }
}
