package org.therafed.simulator.record;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;

/** One upload to a gateway, holding one or more records in their order. */
public sealed interface Delivery permits Delivery.Table, Delivery.Resource, Delivery.Study {

  /** The records within. */
  Stream<SourceRecord> records();

  /**
   * A CSV upload; each data row is a record.
   *
   * @param kind table kind of the gateway, e.g. {@code labs}
   * @param body header line and rows in {@code charset}
   * @param rows the records, in the order of the rows
   */
  record Table(String kind, Charset charset, Bytes body, List<SourceRecord> rows)
      implements Delivery {
    public Table {
      rows = List.copyOf(rows);
    }

    @Override
    public Stream<SourceRecord> records() {
      return rows.stream();
    }
  }

  /**
   * A FHIR request; its body is one record.
   *
   * @param type resource type of the address {@code /fhir/type}; empty for a Bundle to {@code
   *     /fhir}
   */
  record Resource(String type, Bytes body, SourceRecord record) implements Delivery {
    @Override
    public Stream<SourceRecord> records() {
      return Stream.of(record);
    }
  }

  /** C-STOREs over one association; each object is a record. */
  record Study(List<Instance> instances) implements Delivery {
    public Study {
      instances = List.copyOf(instances);
    }

    @Override
    public Stream<SourceRecord> records() {
      return instances.stream().map(Instance::record);
    }
  }

  /**
   * A DICOM object.
   *
   * @param file Part 10 file; a truncated one ends within its data set
   */
  record Instance(String sopClassUid, String sopInstanceUid, Bytes file, SourceRecord record) {}
}
