package org.therafed.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PrivateBlocksTest {

  @Test
  void creatorKeepsItsBlockAndAnotherGetsTheNext() {
    DataSet set = new DataSet();

    int first = PrivateBlocks.reserve(set, "ONE", 0x0009, 0x01);
    int second = PrivateBlocks.reserve(set, "TWO", 0x0009, 0x01);

    assertThat(first).isEqualTo(0x00091001);
    assertThat(second).isEqualTo(0x00091101);
    assertThat(PrivateBlocks.reserve(set, "ONE", 0x0009, 0x02)).isEqualTo(0x00091002);
    assertThat(PrivateBlocks.find(set, "TWO", 0x0009, 0x33)).hasValue(0x00091133);
    assertThat(PrivateBlocks.find(set, "THREE", 0x0009, 0x33)).isEmpty();
  }

  @Test
  void elementsWithoutTheirCreatorDoNotComeUnderANewOne() {
    DataSet set = new DataSet().putBytes(0x00091005, VR.UN, new byte[] {1, 2});

    assertThat(PrivateBlocks.reserve(set, "ONE", 0x0009, 0x01)).isEqualTo(0x00091101);
  }

  @Test
  void evenGroupsAndFullGroupsAreRefused() {
    DataSet set = new DataSet();
    for (int block = 0x10; block <= 0xFF; block++) {
      set.put(0x00090000 | block, VR.LO, "C" + block);
    }

    assertThatThrownBy(() -> PrivateBlocks.reserve(set, "ONE", 0x0009, 1))
        .isInstanceOf(DicomFault.class);
    assertThatThrownBy(() -> PrivateBlocks.reserve(set, "ONE", 0x0010, 1))
        .isInstanceOf(DicomFault.class);
  }
}
