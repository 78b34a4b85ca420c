package org.therafed.registry.retract;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.Retraction;
import org.therafed.registry.access.Caller;
import org.therafed.registry.access.SignedMessages;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.store.NumberedMessages;

/** {@code POST /federation/retractions}: a patient of the asking site has withdrawn. */
@Cancellable(false)
@Path("/federation/retractions")
public class RetractionResource {

  private final SignedMessages signed;
  private final NumberedMessages messages;
  private final PatientRetraction patients;
  private final Caller caller;

  RetractionResource(
      SignedMessages signed, NumberedMessages messages, PatientRetraction patients, Caller caller) {
    this.signed = signed;
    this.messages = messages;
    this.patients = patients;
    this.caller = caller;
  }

  /**
   * Takes back what the site has sent of the patient; answers the receipt.
   *
   * @throws Fault (as failure) RG-RETRACT-001, RG-RETRACT-003, RG-INGEST-002 and those of {@link
   *     NumberedMessages}
   */
  @POST
  @Consumes(Retraction.MEDIA_TYPE)
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<String> retract(String body) {
    SiteId sender = caller.site();
    return signed
        .payload(sender, Retraction.TYPE, body, RetractionResource::unacceptable)
        .map(payload -> read(sender, payload))
        .flatMap(
            retraction ->
                messages.apply(
                    sender,
                    retraction.sequence(),
                    retraction.bytes(),
                    (session, openCut) -> patients.apply(session, retraction, openCut)));
  }

  private static Retraction read(SiteId sender, byte[] payload) {
    Retraction retraction;
    try {
      retraction = Retraction.parse(payload);
    } catch (Fault e) {
      throw unacceptable("it is of another form");
    }
    if (!retraction.site().equals(sender)) {
      throw RegistryCode.OTHER_SENDER.with();
    }
    return retraction;
  }

  private static Fault unacceptable(String reason) {
    return RegistryCode.RETRACTION_UNACCEPTABLE.with(Fault.safe("reason", reason));
  }
}
