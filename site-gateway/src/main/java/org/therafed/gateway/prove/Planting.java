package org.therafed.gateway.prove;

import java.io.IOException;
import java.util.List;

/** One way in, by which the invented people are reported. */
interface Planting {

  /** As the report names it: {@code table}, {@code fhir}, {@code hl7}, {@code dimse}. */
  String name();

  /**
   * Reports everybody, each once rightly and once with values in wrong places.
   *
   * @param handed keeps what was sent, and what was answered
   */
  void plant(List<PlantedPerson> people, SecondGateway gateway, Handed handed) throws IOException;
}
