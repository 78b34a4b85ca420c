package org.therafed.gateway.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.gateway.convert.ResourceJson;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.deidentify.DeidentifiedBundle;
import org.therafed.gateway.deidentify.Deidentifier;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.validate.RecordValidation;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/**
 * Whether a converted record would pass de-identification and validation. Asked before anything is
 * sent: what the registry would not take must not decide about other records, neither a permission
 * that lets them leave nor a vital status that supersedes them.
 */
@Singleton
class RecordSoundness {

  private final Deidentifier deidentifier;
  private final RecordValidation validation;

  @Inject
  RecordSoundness(Deidentifier deidentifier, RecordValidation validation) {
    this.deidentifier = deidentifier;
    this.validation = validation;
  }

  /** Whether it passes, whatever stands beside it. */
  boolean sound(Resource converted, Person person) {
    return faults(List.of(converted), person).isEmpty();
  }

  /** Why records would not pass, whatever stands beside them; empty: they would. */
  List<Reason> faults(List<Resource> converted, Person person) {
    try {
      DeidentifiedBundle bundle =
          deidentifier.records(
              converted.stream().map(ResourceJson::of).toList(),
              person.subject(),
              LocalIds.patient(person.key()));
      List<Reason> reasons = new ArrayList<>(validation.errorsOrDoubts(bundle));
      for (Resource resource : converted) {
        if (resource instanceof Patient) {
          ObjectNode patient = ResourceJson.of(resource);
          String id = "Patient/" + resource.getIdPart();
          reasons.addAll(validation.errors(deidentifier.patient(patient, person.subject(), id)));
        }
      }
      return reasons;
    } catch (DatabaseFault fault) {
      throw fault;
    } catch (Fault fault) {
      return List.of(fault.reason());
    } catch (RuntimeException e) {
      // The same happens to the record itself, which is held for it, and is reported there.
      return List.of(ServiceCode.UNEXPECTED.reason());
    }
  }
}
