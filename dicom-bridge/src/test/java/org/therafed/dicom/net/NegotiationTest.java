package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;

class NegotiationTest {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();
  private static final PresentationContext CT_CONTEXT = PresentationContext.of(CT, EXPLICIT);

  @TempDir Path folder;
  private DicomServer server;
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private DicomServices services() {
    return DicomServices.of(
        request -> {
          request.dataset().readAllBytes();
          order.add(request.sopInstanceUid());
          return request.sopInstanceUid().endsWith("3")
              ? StoreOutcome.mismatch("Number three")
              : StoreOutcome.SUCCESS;
        });
  }

  private void start(DicomServices services) {
    server =
        DicomServer.start(ServerConfig.loopback("THERAFED", 0), services, AssociationListener.NONE);
  }

  private DicomClient connect(Proposal proposal) {
    return DicomClient.connect(
        ClientConfig.of("127.0.0.1", server.port(), "TESTSCU", "THERAFED"), proposal);
  }

  private List<Path> files(int count) throws Exception {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve("file" + i);
      DataSet set =
          new DataSet().put(Tag.SOPClassUID, VR.UI, CT).put(Tag.SOPInstanceUID, VR.UI, "2.25." + i);
      try (var out = Files.newOutputStream(file)) {
        Part10Writer.write(set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
      }
      files.add(file);
    }
    return files;
  }

  @Test
  void storesWithoutWaitingAreAnsweredEachToItsOwn() throws Exception {
    start(services());

    try (DicomClient client = connect(Proposal.of(CT_CONTEXT).withOperations(7))) {
      assertThat(client.operations()).isEqualTo(7);
      List<DimseResponse> responses = client.store(files(40));
      for (int i = 0; i < 40; i++) {
        boolean third = i % 10 == 3;
        assertThat(responses.get(i))
            .isEqualTo(
                third ? new DimseResponse(0xA900, "Number three") : new DimseResponse(0, ""));
      }
    }
    assertThat(order).hasSize(40).startsWith("2.25.0", "2.25.1").endsWith("2.25.39");
  }

  @Test
  void windowIsTheSmallerOfBothAndOneWhereNotAskedFor() {
    server =
        DicomServer.start(
            ServerConfig.loopback("THERAFED", 0).withMessages(java.time.Duration.ofMinutes(1), 3),
            services(),
            AssociationListener.NONE);

    try (DicomClient client = connect(Proposal.of(CT_CONTEXT).withOperations(50))) {
      assertThat(client.operations()).isEqualTo(3);
    }
    try (DicomClient client = connect(Proposal.of(CT_CONTEXT))) {
      assertThat(client.operations()).isEqualTo(1);
    }
  }

  @Test
  void fileWithoutContextIsFoundBeforeAnyIsSent() throws Exception {
    start(services());

    try (DicomClient client =
        connect(Proposal.of(PresentationContext.verification()).withOperations(5))) {
      List<Path> files = files(2);
      assertThatThrownBy(() -> client.store(files)).hasMessageContaining("DCM-NET-005");
      assertThat(client.echo().isSuccess()).isTrue();
    }
    assertThat(order).isEmpty();
  }

  @Test
  void identityIsShownToThePolicyAndItsAnswerComesBack() {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    start(
        services()
            .withPolicy(
                new NegotiationPolicy() {
                  @Override
                  public IdentityAnswer identity(String callingAe, Optional<UserIdentity> user) {
                    user.ifPresent(
                        identity ->
                            seen.add(
                                identity.type()
                                    + " "
                                    + new String(identity.primary(), StandardCharsets.UTF_8)
                                    + " "
                                    + new String(identity.secondary(), StandardCharsets.UTF_8)));
                    return user.isPresent()
                        ? IdentityAnswer.accepted(new byte[] {1, 2})
                        : IdentityAnswer.REFUSED;
                  }
                }));

    try (DicomClient client =
        connect(Proposal.of(CT_CONTEXT).withIdentity(UserIdentity.passcode("müller", "geheim")))) {
      assertThat(client.identityAnswer()).hasValueSatisfying(a -> assertThat(a).hasSize(2));
    }
    assertThat(seen).containsExactly("USERNAME_AND_PASSCODE müller geheim");
    assertThatThrownBy(() -> connect(Proposal.of(CT_CONTEXT)))
        .hasMessageContaining("USER_IDENTITY_REFUSED");
  }

  @Test
  void policyThatFailsLetsNobodyInAndTakesNoPlace() {
    server =
        DicomServer.start(
            ServerConfig.loopback("THERAFED", 0)
                .withLimits(
                    1 << 16,
                    // One place more than needed: the association before may not quite be over.
                    2,
                    java.time.Duration.ofMinutes(1),
                    java.time.Duration.ofMinutes(1)),
            services()
                .withPolicy(
                    new NegotiationPolicy() {
                      @Override
                      public IdentityAnswer identity(
                          String callingAe, Optional<UserIdentity> user) {
                        if (user.isEmpty()) {
                          throw new IllegalStateException("directory down");
                        }
                        return IdentityAnswer.ACCEPTED;
                      }

                      @Override
                      public Optional<byte[]> extended(String sopClassUid, byte[] proposed) {
                        throw new IllegalStateException("not foreseen");
                      }
                    }),
            AssociationListener.NONE);
    Proposal named =
        Proposal.of(CT_CONTEXT)
            .withIdentity(UserIdentity.username("x"))
            .withExtended(CT, new byte[] {1});
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> connect(Proposal.of(CT_CONTEXT)))
          .hasMessageContaining("USER_IDENTITY_REFUSED");
      try (DicomClient client = connect(named)) {
        assertThat(client.extended(CT)).isEmpty();
      }
    }
  }

  @Test
  void identityDoesNotShowItself() {
    assertThat(UserIdentity.passcode("name", "secret").toString())
        .doesNotContain("name", "secret")
        .contains("USERNAME_AND_PASSCODE");
  }

  @Test
  void applicationInformationIsAnsweredByThePolicyForAcceptedClassesOnly() {
    start(
        services()
            .withPolicy(
                new NegotiationPolicy() {
                  @Override
                  public Optional<byte[]> extended(String sopClassUid, byte[] proposed) {
                    return Optional.of(new byte[] {proposed[0], 9});
                  }
                }));
    String find = QueryModel.STUDY_ROOT.findUid();

    try (DicomClient client =
        connect(
            Proposal.of(CT_CONTEXT, QueryModel.STUDY_ROOT.findContext())
                .withExtended(CT, new byte[] {2, 0, 0, 0, 1, 0})
                .withExtended(find, new byte[] {1}))) {
      assertThat(client.extended(CT))
          .hasValueSatisfying(answer -> assertThat(answer).containsExactly(2, 9));
      assertThat(client.extended(find)).isEmpty();
    }
  }

  @Test
  void rolesAreGrantedAsFarAsTheyAreServed() {
    start(services());
    try (DicomClient client =
        connect(
            Proposal.of(CT_CONTEXT, PresentationContext.commitment())
                .withRole(CT, new Role(true, true)))) {
      assertThat(client.role(CT)).isEqualTo(new Role(true, false));
      assertThat(client.accepts(PresentationContext.COMMITMENT, EXPLICIT)).isFalse();
    }
    server.close();
    start(services().withReports((caller, result) -> StoreOutcome.SUCCESS));
    try (DicomClient client = connect(Proposal.commitmentReport())) {
      assertThat(client.role(PresentationContext.COMMITMENT)).isEqualTo(new Role(false, true));
    }
  }

  @Test
  void privateClassIsStoredWhereItsServiceClassIsNamed() {
    start(services());
    String ours = "1.2.3.4.5.6";
    PresentationContext context = PresentationContext.of(ours, EXPLICIT);
    try (DicomClient client =
        connect(Proposal.of(context).withServiceClass(ours, Negotiation.STORAGE_SERVICE_CLASS))) {
      assertThat(client.accepts(ours, EXPLICIT)).isTrue();
    }
    try (DicomClient client = connect(Proposal.of(context))) {
      assertThat(client.accepts(ours, EXPLICIT)).isFalse();
    }
  }

  @Test
  void proposalsOutsideTheirBoundsAreRefused() {
    assertThatThrownBy(() -> Proposal.of(List.of())).hasMessageContaining("1 to 128");
    assertThatThrownBy(() -> Proposal.of(CT_CONTEXT).withOperations(101))
        .hasMessageContaining("1 to 100");
    assertThatThrownBy(QueryModel.MODALITY_WORKLIST::moveUid).hasMessageContaining("C-FIND only");
  }
}
