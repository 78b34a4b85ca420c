package org.therafed.profiles.entry;

/**
 * Where in the form something stands.
 *
 * @param group linkId of the group; empty: outside of all
 * @param repetition which of a group that repeats, from 1
 */
public record Place(String group, int repetition) {}
