package org.therafed.dicom.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link DicomClient} asks for when it opens an association.
 *
 * @param contexts 1 to 128 presentation contexts
 * @param roles by SOP class UID; absent ones are {@link Role#DEFAULT}
 * @param extended service class application information by SOP class UID (PS3.7 D.3.3.5)
 * @param serviceClasses service class UID by SOP class UID, to have private SOP classes stored
 *     (PS3.7 D.3.3.6)
 * @param operations stores that may be without answer at once, 1 to 100; 1 is not negotiated
 * @param identity who asks
 */
public record Proposal(
    List<PresentationContext> contexts,
    Map<String, Role> roles,
    Map<String, byte[]> extended,
    Map<String, String> serviceClasses,
    int operations,
    Optional<UserIdentity> identity) {

  private static final int MAX_CONTEXTS = 128;

  /**
   * So few that all answers fit the socket's buffer: neither side then waits for the other to read.
   */
  static final int MAX_OPERATIONS = 100;

  public Proposal {
    contexts = List.copyOf(contexts);
    roles = Map.copyOf(roles);
    extended = Map.copyOf(extended);
    serviceClasses = Map.copyOf(serviceClasses);
    if (contexts.isEmpty() || contexts.size() > MAX_CONTEXTS) {
      throw Faults.invalid(
          contexts.size() + " presentation contexts; 1 to " + MAX_CONTEXTS + " needed");
    }
    if (operations < 1 || operations > MAX_OPERATIONS) {
      throw Faults.invalid(operations + " operations at once; 1 to " + MAX_OPERATIONS + " needed");
    }
  }

  /** These contexts and nothing else. */
  public static Proposal of(List<PresentationContext> contexts) {
    return new Proposal(contexts, Map.of(), Map.of(), Map.of(), 1, Optional.empty());
  }

  /** These contexts and nothing else. */
  public static Proposal of(PresentationContext... contexts) {
    return of(List.of(contexts));
  }

  /** For C-GET: the model's context, and the provider role for every SOP class to be received. */
  public static Proposal get(QueryModel model, List<PresentationContext> storage) {
    List<PresentationContext> contexts = new ArrayList<>();
    contexts.add(model.getContext());
    contexts.addAll(storage);
    Proposal proposal = of(contexts);
    for (PresentationContext context : storage) {
      proposal = proposal.withRole(context.abstractSyntax(), new Role(false, true));
    }
    return proposal;
  }

  /** For {@link DicomClient#reportCommitment}: the provider of storage commitment calls. */
  public static Proposal commitmentReport() {
    return of(PresentationContext.commitment())
        .withRole(PresentationContext.COMMITMENT, new Role(false, true));
  }

  /** The same with roles for a SOP class. */
  public Proposal withRole(String sopClassUid, Role role) {
    Map<String, Role> more = new LinkedHashMap<>(roles);
    more.put(sopClassUid, role);
    return new Proposal(contexts, more, extended, serviceClasses, operations, identity);
  }

  /** The same with application information for a SOP class. */
  public Proposal withExtended(String sopClassUid, byte[] information) {
    Map<String, byte[]> more = new LinkedHashMap<>(extended);
    more.put(sopClassUid, information.clone());
    return new Proposal(contexts, roles, more, serviceClasses, operations, identity);
  }

  /** The same with the service class of a SOP class that the peer may not know. */
  public Proposal withServiceClass(String sopClassUid, String serviceClassUid) {
    Map<String, String> more = new LinkedHashMap<>(serviceClasses);
    more.put(sopClassUid, serviceClassUid);
    return new Proposal(contexts, roles, extended, more, operations, identity);
  }

  /** The same with a window of asynchronous operations. */
  public Proposal withOperations(int atOnce) {
    return new Proposal(contexts, roles, extended, serviceClasses, atOnce, identity);
  }

  /** The same with an identity. */
  public Proposal withIdentity(UserIdentity user) {
    return new Proposal(contexts, roles, extended, serviceClasses, operations, Optional.of(user));
  }

  UserInformation userInformation(int maxPduLength) {
    return new UserInformation(
        maxPduLength,
        operations == 1
            ? Optional.empty()
            : Optional.of(new UserInformation.Operations(operations, 1)),
        roles,
        extended,
        serviceClasses,
        identity,
        Optional.empty());
  }
}
