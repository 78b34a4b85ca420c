package org.therafed.gateway.intake.dimse;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.therafed.dicom.net.CommitmentProvider;
import org.therafed.dicom.net.CommitmentRequest;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.DicomCode;
import org.therafed.gateway.intake.object.SafeObjects;
import org.therafed.gateway.site.Site;

/**
 * Takes requests for storage commitment: success is answered when the request is in the database,
 * and the report follows over an association of its own.
 */
@Singleton
class CommitmentDesk implements CommitmentProvider {

  private static final Logger LOG = Logger.getLogger(CommitmentDesk.class);
  private static final int MOST_INSTANCES = 100_000;

  /** General statuses of PS3.7 Annex C. */
  private static final int NOT_AUTHORIZED = 0x0124;

  private static final int INVALID_ARGUMENT = 0x0115;
  private static final int RESOURCE_LIMITATION = 0x0213;

  private final CommitmentPeers peers;
  private final CommitmentStore store;
  private final CommitmentReporter reporter;
  private final Site site;

  @Inject
  CommitmentDesk(
      CommitmentPeers peers, CommitmentStore store, CommitmentReporter reporter, Site site) {
    this.peers = peers;
    this.store = store;
    this.reporter = reporter;
    this.site = site;
  }

  @Override
  public StoreOutcome request(CommitmentRequest request) {
    if (!peers.has(request.callingAe())) {
      return refused(NOT_AUTHORIZED, DicomCode.NO_REQUESTER, "not a known requester");
    }
    boolean uids =
        SafeObjects.isUid(request.transactionUid())
            && request.instances().stream()
                .allMatch(
                    each ->
                        SafeObjects.isUid(each.sopClassUid())
                            && SafeObjects.isUid(each.sopInstanceUid()));
    if (!uids) {
      return refused(INVALID_ARGUMENT, DicomCode.COMMITMENT_REQUEST, "UIDs are needed");
    }
    if (request.instances().size() > MOST_INSTANCES) {
      return refused(RESOURCE_LIMITATION, DicomCode.COMMITMENT_REQUEST, "too many instances");
    }
    try {
      store.keep(request, site.clock().instant());
    } catch (DatabaseFault e) {
      LOG.errorf("stage=intake code=%s sqlstate=%s", DicomCode.NO_ROOM.code(), e.sqlState());
      return refused(RESOURCE_LIMITATION, DicomCode.NO_ROOM, "ask again later");
    }
    reporter.wake();
    return StoreOutcome.SUCCESS;
  }

  private static StoreOutcome refused(int status, DicomCode code, String comment) {
    LOG.warnf("stage=intake commitment outcome=refused code=%s", code.code());
    return new StoreOutcome(status, code.code() + " " + comment);
  }
}
