package org.therafed.registry.store;

/**
 * What became of one record of a transfer.
 *
 * @param reference {@code Type/id}
 * @param version its version after the transfer, from 1
 * @param created whether the record is new
 * @param current false if a later transfer of the site had already been stored, so that this one
 *     changed nothing
 */
public record StoredVersion(String reference, int version, boolean created, boolean current) {}
