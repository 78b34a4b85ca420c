package org.therafed.evidence.disclosure.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.therafed.evidence.disclosure.Cohort;

/**
 * Persons grouped by which cohorts they belong to: all set algebra on the cohorts is algebra on
 * these few groups, whatever the number of persons.
 */
final class Atoms {
  private final long[] persons;
  private final boolean[][] member;

  private Atoms(long[] persons, boolean[][] member) {
    this.persons = persons;
    this.member = member;
  }

  /** The groups that these cohorts cut each other into. O(total membership). */
  static Atoms of(List<Cohort> cohorts) {
    long[][] members = cohorts.stream().map(Cohort::toArray).toArray(long[][]::new);
    long[] all = Arrays.stream(members).flatMapToLong(LongStream::of).sorted().distinct().toArray();
    int[] groupOf = new int[all.length];
    List<BitSet> signatures = new ArrayList<>(List.of(new BitSet()));
    for (int cohort = 0; cohort < members.length; cohort++) {
      int[] split = new int[signatures.size()];
      Arrays.fill(split, -1);
      int at = 0;
      for (long person : members[cohort]) {
        while (all[at] < person) {
          at++;
        }
        int group = groupOf[at];
        if (split[group] < 0) {
          BitSet signature = (BitSet) signatures.get(group).clone();
          signature.set(cohort);
          split[group] = signatures.size();
          signatures.add(signature);
        }
        groupOf[at] = split[group];
      }
    }
    return counted(groupOf, signatures, members.length);
  }

  private static Atoms counted(int[] groupOf, List<BitSet> signatures, int cohorts) {
    long[] persons = new long[signatures.size()];
    for (int group : groupOf) {
      persons[group]++;
    }
    int[] inhabited = IntStream.range(0, persons.length).filter(g -> persons[g] > 0).toArray();
    boolean[][] member = new boolean[cohorts][inhabited.length];
    long[] sizes = new long[inhabited.length];
    for (int i = 0; i < inhabited.length; i++) {
      sizes[i] = persons[inhabited[i]];
      BitSet signature = signatures.get(inhabited[i]);
      for (int cohort = 0; cohort < cohorts; cohort++) {
        member[cohort][i] = signature.get(cohort);
      }
    }
    return new Atoms(sizes, member);
  }

  /** How many groups have somebody in them. */
  int size() {
    return persons.length;
  }

  /** How many persons the group has. */
  long persons(int group) {
    return persons[group];
  }

  /** By group, whether it belongs to the cohort. */
  boolean[] membersOf(int cohort) {
    return member[cohort];
  }
}
