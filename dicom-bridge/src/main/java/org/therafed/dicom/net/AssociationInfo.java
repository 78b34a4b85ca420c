package org.therafed.dicom.net;

/**
 * An association.
 *
 * @param id unique within the process
 * @param callingAe title of the caller
 * @param calledAe title that was called
 * @param acceptedContexts presentation contexts accepted
 */
public record AssociationInfo(String id, String callingAe, String calledAe, int acceptedContexts) {}
