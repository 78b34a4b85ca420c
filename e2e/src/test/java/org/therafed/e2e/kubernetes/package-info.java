/**
 * Reads the Kubernetes manifests as strictly as a cluster would, renders their kustomizations, and
 * holds the result against the rules of {@code k8s/README.md}. No cluster and no tool is needed.
 */
package org.therafed.e2e.kubernetes;
