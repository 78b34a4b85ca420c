package org.therafed.registry.onboarding;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.transfer.TransferBuckets;
import org.therafed.registry.access.Caller;
import org.therafed.registry.ingest.linkage.LinkageKeys;

/** What a gateway asks: the key for linkage tokens, and what the registry has of it. */
@Cancellable(false)
@Path("/federation")
@Produces(MediaType.APPLICATION_JSON)
public class FederationResource {

  private static final int PROTOCOL = 1;

  private final SiteHoldings holdings;
  private final TransferBook book;
  private final LinkageKeys keys;
  private final Caller caller;

  FederationResource(SiteHoldings holdings, TransferBook book, LinkageKeys keys, Caller caller) {
    this.holdings = holdings;
    this.book = book;
    this.keys = keys;
    this.caller = caller;
  }

  @GET
  public ObjectNode federation() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("protocol", PROTOCOL);
    answer.set("linkageEncryptionKey", keys.publicKeyset());
    return answer;
  }

  /**
   * Whether a transfer of the asking site is stored: for a gateway that lost the receipt and may
   * not send again.
   */
  @GET
  @Path("/transfers/{sequence}")
  public Uni<ObjectNode> transfer(@PathParam("sequence") long sequence) {
    return holdings
        .sha256(caller.site().value(), sequence)
        .map(
            sha256 -> {
              ObjectNode answer = JsonNodeFactory.instance.objectNode();
              answer.put("sequence", sequence).put("stored", sha256.isPresent());
              sha256.ifPresent(digits -> answer.put("sha256", digits));
              return answer;
            });
  }

  /** What is stored of the asking site. */
  @GET
  @Path("/status")
  public Uni<SiteHoldings.Status> status() {
    return holdings.of(caller.site().value());
  }

  /** Counts and digests of what is stored of the asking site, by a thousand numbers each. */
  @GET
  @Path("/holdings")
  public Uni<Holdings> holdings() {
    return book.buckets(caller.site().value())
        .map(buckets -> new Holdings(TransferBuckets.SIZE, buckets));
  }

  /** The numbers of one such bucket with the digest of each. */
  @GET
  @Path("/holdings/{bucket}")
  public Uni<BucketHoldings> holdings(@PathParam("bucket") long bucket) {
    return book.of(caller.site().value(), bucket)
        .map(transfers -> new BucketHoldings(bucket, transfers));
  }

  /**
   * What there is of a site.
   *
   * @param bucketSize numbers of one bucket
   */
  public record Holdings(int bucketSize, List<TransferBuckets.Bucket> buckets) {}

  /** What there is of one bucket. */
  public record BucketHoldings(long bucket, List<TransferBook.Stored> transfers) {}
}
