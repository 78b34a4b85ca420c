package org.therafed.dicom.engine;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.FindAnswer;
import org.therafed.dicom.net.QueryModel;
import org.therafed.dicom.net.RetrieveProgress;

/**
 * One association to a peer, for one thread. A refused object or query is a {@link DimseResponse};
 * a failure of the association is a {@link org.therafed.dicom.dataset.DicomFault}, after which only
 * {@link #close} makes sense.
 */
public interface ServiceUser extends AutoCloseable {
  /** Whether the peer accepted a context for this pair. */
  boolean accepts(String sopClassUid, String transferSyntaxUid);

  /** C-ECHO. */
  DimseResponse echo();

  /** C-STORE of a Part 10 file, its data set byte for byte. */
  DimseResponse store(Path file);

  /**
   * C-STORE of an encoded data set.
   *
   * @param dataset in the transfer syntax, read to its end
   */
  DimseResponse store(
      String sopClassUid, String sopInstanceUid, String transferSyntaxUid, InputStream dataset);

  /**
   * C-FIND.
   *
   * @param keys Query/Retrieve Level and the keys: with a value to match, empty to be returned
   * @param most matches to keep; the query is cancelled at one more
   */
  FindAnswer find(QueryModel model, DataSet keys, int most);

  /**
   * C-MOVE: the peer sends to another node.
   *
   * @param keys Query/Retrieve Level and the unique keys
   * @param destination title of the receiver, which the peer must know by address
   * @param progress told of each pending response
   * @return how the retrieval ended
   */
  RetrieveProgress move(
      QueryModel model, DataSet keys, String destination, Consumer<RetrieveProgress> progress);

  /** Ends the association by A-ABORT, without waiting. */
  void abort();

  /** Releases the association where it is whole, else aborts it. */
  @Override
  void close();
}
