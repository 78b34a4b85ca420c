package org.therafed.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ElementIndexTest {
  private static final byte[] BYTES = "firstsecondCREATOR name ".getBytes(StandardCharsets.UTF_8);

  private final ElementIndex index = new ElementIndex(0);
  private final int block = index.block(BYTES);
  private final int root = index.open(0, VR.UN, false);

  private DataSet whole(int elements) {
    index.close(root, elements);
    return index.dataSet(root);
  }

  @Test
  void elementsComeInOrderOfTagsAndTheLastOfATagCounts() {
    index.slice(Tag.PatientID, VR.LO, block, 0, 5);
    index.slice(Tag.Modality, VR.CS, block, 0, 0);
    index.slice(Tag.PatientID, VR.LO, block, 5, 6);

    DataSet set = whole(3);

    assertThat(set).extracting(Element::tag).containsExactly(Tag.Modality, Tag.PatientID);
    assertThat(set.string(Tag.PatientID)).contains("second");
    assertThat(set.element(Tag.Modality).orElseThrow().isEmpty()).isTrue();
  }

  @Test
  void itemsKnowTheirParentAndMayBeChanged() {
    int sequence = index.open(Tag.ContentSequence, VR.SQ, true);
    for (int i = 0; i < 2; i++) {
      int item = index.open(Tag.Item, VR.SQ, i == 0);
      index.slice(Tag.TextValue, VR.UT, block, 0, 5);
      index.close(item, 1);
    }
    index.close(sequence, 2);
    index.slice(Tag.SpecificCharacterSet, VR.CS, block, 0, 0);

    DataSet set = whole(2);
    List<DataSet> items = set.items(Tag.ContentSequence);
    items.get(1).put(Tag.TextValue, VR.UT, "changed");

    assertThat(items).extracting(DataSet::undefinedLength).containsExactly(true, false);
    assertThat(items.get(0).parent()).contains(set);
    assertThat(set.items(Tag.ContentSequence).get(1).string(Tag.TextValue)).contains("changed");
    assertThat(items.get(0).string(Tag.TextValue)).contains("first");
  }

  @Test
  void threadsThatLookFirstAtOnceSeeTheSameItems() throws InterruptedException, ExecutionException {
    int sequence = index.open(Tag.ContentSequence, VR.SQ, false);
    index.close(index.open(Tag.Item, VR.SQ, false), 0);
    index.close(sequence, 1);
    index.close(root, 1);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 200; round++) {
        DataSet set = index.dataSet(root);
        List<Future<DataSet>> looks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          looks.add(threads.submit(() -> set.item(Tag.ContentSequence).orElseThrow()));
        }
        Set<DataSet> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Future<DataSet> look : looks) {
          seen.add(look.get());
        }
        assertThat(seen).hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatIsForgottenIsNotThere() {
    index.slice(Tag.PatientID, VR.LO, block, 0, 5);
    int before = index.size();
    index.open(Tag.ContentSequence, VR.SQ, false);
    index.slice(Tag.PatientID, VR.LO, block, 5, 6);
    index.truncate(before);

    assertThat(whole(1)).extracting(Element::tag).containsExactly(Tag.PatientID);
  }

  @Test
  void copiesStayWhereTheyArePutHoweverManyThereAre() {
    byte[] source = new byte[3000];
    int count = 100;
    for (int i = 0; i < count; i++) {
      source[0] = (byte) ('A' + i % 26);
      int room = index.makeRoom(source.length);
      assertThat(room).isPositive();
      int length = Math.min(room, source.length);
      index.slice(Tag.Rows + i, VR.UT, index.copyBlock(), index.copyOffset(), 1);
      index.copy(source, 0, length);
    }

    DataSet set = whole(count);

    for (int i = 0; i < count; i++) {
      assertThat(set.string(Tag.Rows + i)).contains(String.valueOf((char) ('A' + i % 26)));
    }
  }

  @Test
  void textIsPlainOnlyWhereEveryCharacterSetAgrees() {
    index.slice(0x00090010, VR.LO, block, 11, 13);
    index.slice(0x00090011, VR.SH, block, 11, 13);
    index.slice(0x00090012, VR.LO, index.block(new byte[] {'A', 0x1B, 'B'}), 0, 3);
    index.slice(0x00090013, VR.LO, index.block(new byte[] {'A', '\\'}), 0, 2);
    index.slice(Tag.PixelRepresentation, VR.US, index.block(new byte[] {1, 2}), 0, 2);

    assertThat(index.plainText(1)).isEqualTo("CREATOR name");
    assertThat(index.plainText(2)).isNull();
    assertThat(index.plainText(3)).isNull();
    assertThat(index.plainText(4)).isNull();
    assertThat(index.word(5)).isEqualTo(0x201);
    assertThat(index.word(1)).isEqualTo(-1);
  }
}
