/** Records of patients who have withdrawn go from the registry when their site says so. */
package org.therafed.registry.retract;
