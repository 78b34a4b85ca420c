package org.therafed.dicom.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.io.TransferSyntax;

/** Decides on one A-ASSOCIATE-RQ as acceptor, PS3.8 section 7.1.1 and PS3.7 Annex D.3. */
final class Negotiation {
  /** Storage service class, for SOP classes that only the caller knows. */
  static final String STORAGE_SERVICE_CLASS = "1.2.840.10008.4.2";

  private static final Set<String> STORAGE = Set.copyOf(Dictionary.storageSopClasses());

  /** Result values of PS3.8 Table 9-18. */
  private static final int ACCEPTED = 0;

  private static final int ABSTRACT_SYNTAX_NOT_SUPPORTED = 3;
  private static final int TRANSFER_SYNTAXES_NOT_SUPPORTED = 4;

  /** An accepted context. */
  record Context(String abstractSyntax, String transferSyntax) {}

  private final ServerConfig config;
  private final DicomServices services;
  private final AssociateRequest request;
  private final Map<Integer, Context> contexts = new HashMap<>();
  private NegotiationPolicy.IdentityAnswer identity = NegotiationPolicy.IdentityAnswer.ACCEPTED;

  Negotiation(ServerConfig config, DicomServices services, AssociateRequest request) {
    this.config = config;
    this.services = services;
    this.request = request;
  }

  /** Why there will be no association; empty where there will be one. */
  Optional<AssociationRejection> rejection() {
    if ((request.protocolVersion() & 1) == 0) {
      return Optional.of(AssociationRejection.PROTOCOL_VERSION_NOT_SUPPORTED);
    }
    if (!request.applicationContext().equals(Pdu.APPLICATION_CONTEXT)) {
      return Optional.of(AssociationRejection.APPLICATION_CONTEXT_NOT_SUPPORTED);
    }
    if (!request.calledAe().equals(config.calledAe())) {
      return Optional.of(AssociationRejection.CALLED_AE_NOT_RECOGNIZED);
    }
    Set<String> allowed = config.allowedCallingAes();
    if (!allowed.isEmpty() && !allowed.contains(request.callingAe())) {
      return Optional.of(AssociationRejection.CALLING_AE_NOT_RECOGNIZED);
    }
    identity = identity();
    return identity.isAccepted()
        ? Optional.empty()
        : Optional.of(AssociationRejection.USER_IDENTITY_REFUSED);
  }

  /** A policy that fails lets nobody in. */
  private NegotiationPolicy.IdentityAnswer identity() {
    try {
      return services.policy().identity(request.callingAe(), request.user().identity());
    } catch (RuntimeException e) {
      failed(e);
      return NegotiationPolicy.IdentityAnswer.REFUSED;
    }
  }

  private Optional<byte[]> extended(String sopClass, byte[] proposed) {
    try {
      return services.policy().extended(sopClass, proposed.clone());
    } catch (RuntimeException e) {
      failed(e);
      return Optional.empty();
    }
  }

  private static void failed(RuntimeException e) {
    // The message of an unforeseen exception may quote a value; its type does not.
    System.getLogger(Negotiation.class.getName())
        .log(
            System.Logger.Level.ERROR,
            "The negotiation policy failed with " + e.getClass().getName());
  }

  /** The acceptance; fills {@link #contexts}. */
  AssociateAccept accept() {
    List<AssociateAccept.Result> results = new ArrayList<>();
    request.contexts().forEach(proposed -> results.add(answer(proposed)));
    return new AssociateAccept(request.calledAe(), request.callingAe(), results, userInformation());
  }

  Map<Integer, Context> contexts() {
    return contexts;
  }

  String callingAe() {
    return request.callingAe();
  }

  String calledAe() {
    return request.calledAe();
  }

  /** Largest PDU the caller takes. */
  long maxLength() {
    return request.user().maxLength();
  }

  private AssociateAccept.Result answer(AssociateRequest.Proposed proposed) {
    String first = proposed.transferSyntaxes().isEmpty() ? "" : proposed.transferSyntaxes().get(0);
    if (!offered(proposed.abstractSyntax())) {
      return new AssociateAccept.Result(proposed.id(), ABSTRACT_SYNTAX_NOT_SUPPORTED, first);
    }
    for (String uid : proposed.transferSyntaxes()) {
      if (TransferSyntax.of(uid).isPresent()) {
        contexts.put(proposed.id(), new Context(proposed.abstractSyntax(), uid));
        return new AssociateAccept.Result(proposed.id(), ACCEPTED, uid);
      }
    }
    return new AssociateAccept.Result(proposed.id(), TRANSFER_SYNTAXES_NOT_SUPPORTED, first);
  }

  private boolean offered(String sopClass) {
    return provided(sopClass) || heard(sopClass);
  }

  /** Whether we are provider of the SOP class. */
  private boolean provided(String sopClass) {
    return sopClass.equals(PresentationContext.VERIFICATION)
        || STORAGE.contains(sopClass)
        || STORAGE_SERVICE_CLASS.equals(request.user().serviceClasses().get(sopClass))
        || (sopClass.equals(PresentationContext.COMMITMENT) && services.commitment().isPresent());
  }

  /** Whether we are user of the SOP class, with a caller who provides it. */
  private boolean heard(String sopClass) {
    return sopClass.equals(PresentationContext.COMMITMENT) && services.reports().isPresent();
  }

  private UserInformation userInformation() {
    Set<String> accepted = new HashSet<>();
    contexts.values().forEach(context -> accepted.add(context.abstractSyntax()));
    Map<String, Role> roles = new LinkedHashMap<>();
    request
        .user()
        .roles()
        .forEach(
            (uid, role) -> {
              if (accepted.contains(uid)) {
                roles.put(
                    uid, new Role(role.user() && provided(uid), role.provider() && heard(uid)));
              }
            });
    Map<String, byte[]> extended = new LinkedHashMap<>();
    request
        .user()
        .extended()
        .forEach(
            (uid, proposed) -> {
              if (accepted.contains(uid)) {
                extended(uid, proposed).ifPresent(answer -> extended.put(uid, answer));
              }
            });
    return new UserInformation(
        config.maxPduLength(),
        request.user().operations().map(this::window),
        roles,
        extended,
        Map.of(),
        Optional.empty(),
        request
            .user()
            .identity()
            .filter(UserIdentity::responseRequested)
            .map(user -> identity.response()));
  }

  /**
   * Messages that wait stay in the socket and are answered in order; nothing is invoked from here.
   */
  private UserInformation.Operations window(UserInformation.Operations proposed) {
    int most = config.maxOperations();
    int invoked = proposed.invoked() == 0 ? most : Math.min(most, proposed.invoked());
    return new UserInformation.Operations(invoked, 1);
  }
}
