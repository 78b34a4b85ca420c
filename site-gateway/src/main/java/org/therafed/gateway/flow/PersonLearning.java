package org.therafed.gateway.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.therafed.gateway.convert.ResourceJson;
import org.therafed.gateway.deidentify.nationalid.Judgement;
import org.therafed.gateway.deidentify.nationalid.LinkCode;
import org.therafed.gateway.deidentify.nationalid.NationalIdRules;
import org.therafed.profiles.transfer.TransferBundle;

/** Takes up what the records say of the person: the Patient, and the national id that may link. */
@Singleton
class PersonLearning {

  private final NationalIdRules rules;

  @Inject
  PersonLearning(NationalIdRules rules) {
    this.rules = rules;
  }

  /** The person as these records, in order, make them known. */
  Person learn(Person person, List<Converted> converted) {
    Person known = judgedAnew(person);
    for (Converted one : converted) {
      Optional<Patient> patient = Stages.patient(one.bundle());
      // What a scanner's console says of a person fills a gap but corrects nothing.
      // Nor does a record under an id that was retired: it may be older than the merge.
      boolean registers =
          !one.item().first().source().bringsObjects() && one.item().first().named().isEmpty();
      boolean speaks =
          registers || (known.patient().isEmpty() && !StudyPatients.contradictory(one.bundle()));
      if (patient.isPresent() && speaks) {
        ObjectNode tree = ResourceJson.of(patient.get());
        known =
            withPatient(
                known,
                one.item().first().source().bringsObjects() ? PatientRecord.ofImages(tree) : tree);
      }
    }
    return known;
  }

  /** An id that was taken up before there were rules is judged from the Patient that was kept. */
  private Person judgedAnew(Person person) {
    return person.nationalId().isEmpty()
            && person.unlinked().isEmpty()
            && person.patient().isPresent()
        ? judged(person, PatientRecord.of(person))
        : person;
  }

  private Person withPatient(Person person, ObjectNode tree) {
    String json = new String(TransferBundle.bytes(tree), StandardCharsets.UTF_8);
    return judged(person, tree).withPatient(json);
  }

  /**
   * The latest Patient that claims an id decides, also where the id may not link: then what linked
   * the person before goes too. A Patient that claims none leaves the earlier id, unless it cannot
   * be this patient's.
   */
  private Person judged(Person person, ObjectNode patient) {
    Judgement claimed = rules.judge(patient);
    if (!claimed.noneClaimed()) {
      return person.linkedBy(claimed);
    }
    boolean anothers = person.nationalId().filter(id -> rules.contradicts(patient, id)).isPresent();
    return person.linkedBy(
        anothers
            ? new Judgement(Optional.empty(), Optional.of(LinkCode.CONTRADICTION))
            : new Judgement(person.nationalId(), Optional.empty()));
  }
}
