package org.therafed.gateway.deidentify.nationalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.profile.Canonical;

/**
 * Judges the national ids of a Patient. One that may not link refuses the others too: who entered a
 * placeholder beside an id did not know whose id it is.
 */
@Singleton
public class NationalIdRules {

  private static final int SHORTEST = 7;
  private static final int LONGEST = 32;

  private final Supplier<LocalDate> today;
  private final Optional<String> countryOfSite;

  @Inject
  public NationalIdRules(Site site) {
    this(site::today, site.nationalIdCountry());
  }

  NationalIdRules(Supplier<LocalDate> today, Optional<String> countryOfSite) {
    this.today = today;
    this.countryOfSite = countryOfSite;
  }

  /**
   * The id by which a Patient may be linked, or why there is none.
   *
   * @param patient identified, FHIR R4
   */
  public Judgement judge(ObjectNode patient) {
    PatientFacts facts = PatientFacts.of(patient, today.get());
    List<Judgement> all =
        StreamSupport.stream(patient.path("identifier").spliterator(), false)
            .filter(NationalIdRules::claimsNationalId)
            .map(identifier -> judge(identifier, facts))
            .toList();
    Optional<Judgement> refused = all.stream().filter(one -> one.refusal().isPresent()).findFirst();
    return refused.orElseGet(() -> chosen(all));
  }

  /** Whether a Patient cannot be the person whose id was taken from an earlier one. */
  public boolean contradicts(ObjectNode patient, NationalId id) {
    boolean saysWhose =
        ResidentNumber.hasForm(id.value())
            && (id.country().equals(Countries.CHINA) || id.country().equals(Countries.INVENTED));
    return saysWhose
        && ResidentNumber.judge(id.value(), PatientFacts.of(patient, today.get()))
            .refusal()
            .isPresent();
  }

  private static boolean claimsNationalId(JsonNode identifier) {
    return Canonical.isNationalId(identifier.path("system").asText())
        && !identifier.path("use").asText().equals("old")
        && !identifier.path("value").asText("").isBlank();
  }

  /** Of several countries' the first by code, the same at every hospital that knows both. */
  private static Judgement chosen(List<Judgement> usable) {
    List<NationalId> ids =
        usable.stream()
            .flatMap(one -> one.id().stream())
            .distinct()
            .sorted(Comparator.comparing(NationalId::country))
            .toList();
    if (ids.stream().map(NationalId::country).distinct().count() < ids.size()) {
      return Judgement.refused(LinkCode.SEVERAL);
    }
    return ids.stream().findFirst().map(Judgement::usable).orElse(Judgement.NONE_CLAIMED);
  }

  private Judgement judge(JsonNode identifier, PatientFacts facts) {
    String text = Spelling.of(identifier.path("value").asText());
    return Canonical.countryOfNationalId(identifier.path("system").asText())
        .map(country -> ofCountry(country.strip().toUpperCase(Locale.ROOT), text, facts))
        .orElseGet(() -> undeclared(text, facts));
  }

  /**
   * Some ids say by their form and check character whose they are. Others of the same length may be
   * two countries', that is two people's.
   */
  private Judgement undeclared(String text, PatientFacts facts) {
    if (ResidentNumber.hasForm(text)) {
      return ResidentNumber.judge(text, facts);
    }
    if (SyntheticId.hasForm(text)) {
      return SyntheticId.judge(text);
    }
    if (countryOfSite.isPresent()) {
      return ofCountry(countryOfSite.get(), text, facts);
    }
    if (Placeholders.includes(text)) {
      return Judgement.refused(LinkCode.PLACEHOLDER);
    }
    return Judgement.refused(
        ResidentNumber.hasOldForm(text) ? LinkCode.OLD_FORM : LinkCode.UNDECLARED);
  }

  private static Judgement ofCountry(String country, String text, PatientFacts facts) {
    if (!Countries.known(country)) {
      return Judgement.refused(LinkCode.COUNTRY);
    }
    if (country.equals(Countries.CHINA)) {
      return ResidentNumber.judge(text, facts);
    }
    if (country.equals(Countries.INVENTED)) {
      return SyntheticId.judge(text);
    }
    if (Placeholders.includes(text)) {
      return Judgement.refused(LinkCode.PLACEHOLDER);
    }
    boolean formed =
        text.matches("[0-9A-Z]+") && text.length() >= SHORTEST && text.length() <= LONGEST;
    return formed
        ? Judgement.usable(new NationalId(country, text))
        : Judgement.refused(LinkCode.FORM);
  }
}
